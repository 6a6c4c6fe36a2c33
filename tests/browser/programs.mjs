// Programs that tests start: found, given a port, and ended again.

import { existsSync } from "node:fs";
import { createServer } from "node:net";

/** The first of these that is there; else a failure in words. */
export function program(what, places) {
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error(`${what} is not on this machine. \`cargo xtask setup\` installs it where apt-get may; looked at: ${places.filter(Boolean).join(", ")}`);
  return found;
}

export const freePort = () => new Promise((tell) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => tell(port));
  });
});

/** Ends a program and everything it started, and waits until it is gone. It leads a group of its own: `detached`. */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((tell) => child.once("exit", tell));
  try { process.kill(-child.pid, "SIGKILL"); } catch { child.kill("SIGKILL"); }
  await gone;
}
