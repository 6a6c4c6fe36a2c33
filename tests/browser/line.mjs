// A poor line between a browser and a server. The browser's own tools have one too, but what was asked of it at 10 Mbit/s came at
// 8.5, and a long script at 7.5: it waits anew for every piece it is handed.

import { createServer, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** Bytes that go over the line at once. */
const PIECE = 4096;

/**
 * The server at `origin` as from far away: every answer begins `delay` milliseconds late, as in the browser's own tools (a connection
 * that is opened anew would cost as much again), and all answers together share `bits` a second. Gives the address of the far end.
 */
export async function farFrom(origin, { bits = 10e6, delay = 40 } = {}) {
  let free = 0, underway = 0;           // when the line is next free, and how many answers are on it
  const server = createServer((asked, answer) => request(`${origin}${asked.url}`, { headers: asked.headers }, async (near) => {
    const body = Buffer.concat(await near.toArray());
    await wait(delay);
    if (underway++ === 0) free = performance.now();
    answer.writeHead(near.statusCode, near.headers);
    for (let at = 0; at < body.length && !answer.destroyed; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      free += piece.length * 8000 / bits;
      // A clock that rings late makes the line no slower: what is late is sent at once.
      const early = free - performance.now();
      if (early > 0) await wait(early);
      answer.write(piece);
    }
    answer.end();
    underway--;
  }).end());
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}
