// The scenarios that come with the assistant, for a page of trainers: a classic script beside family-history-assistant.js, in any
// order. `cargo xtask dist` puts their texts in place of the list. Pages for everybody else leave it out, so that no table can
// read ahead.
customElements.whenDefined("family-history-assistant").then(() => {
  customElements.get("family-history-assistant").offerScenarios(SCENARIOS);
});
