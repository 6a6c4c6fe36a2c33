"use strict";

const build = require("@microsoft/sp-build-web");

// The wasm goes into the package like any other file, and is loaded from there.
build.configureWebpack.mergeConfig({
  additionalConfiguration: (config) => {
    config.module.rules.push({ test: /\.wasm$/, type: "asset/resource" });
    return config;
  },
});

build.initialize(require("gulp"));
