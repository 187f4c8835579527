/** A port that is closed: what is sent through it is lost, and so is what a message takes along. */
let nowhere: MessagePort | undefined;

/**
 * Gives a buffer's memory back at once, not when the collector comes by: for what is large and is not looked at any more. (ES2024 has
 * `transfer` for that, Node 20 has not; a world without channels leaves it to the collector.)
 */
export function release(buffer: ArrayBuffer): void {
  if (typeof MessageChannel === "undefined") return;
  if (nowhere === undefined) {
    nowhere = new MessageChannel().port1;
    nowhere.close();
  }
  nowhere.postMessage(undefined, [buffer]);
}
