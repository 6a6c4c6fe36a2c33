// A list in the order of its dates is put in order again with every key, and a browser takes the focus from what is moved: the next
// keys would go nowhere. So the focus is given back in the same breath as the move, before another key is heard. What draws lets
// keys in between one part and the next where it takes longer than a frame: whatever follows the drawing comes too late.

/** Keeps the focus on what is moved in here while it has it, or on what takes its place under the same id. */
function keepFocus(root) {
  let held;
  root.addEventListener("focusin", ({ target }) => { held = target; });
  // Whoever goes elsewhere by themselves is not called back. What is moved is over by then.
  root.addEventListener("focusout", () => setTimeout(() => { if (!root.activeElement) held = undefined; }));
  new MutationObserver((changes) => {
    if (!changes.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(held)))) return;
    // A heading is given the focus by whatever opens its screen, once that is there.
    const there = held.isConnected ? held : held.id && held.tabIndex >= 0 ? root.getElementById(held.id) : null;
    held = there;             // what is gone is held on to no longer
    if (there && [null, document.body].includes(document.activeElement)) there.focus();
  }).observe(root, { childList: true, subtree: true });
}

/**
 * Says what is wrong with a field when somebody leaves it. It stands under the field while they type, where they may not see it;
 * said with every letter, it would drown what they type.
 */
function sayErrors(root) {
  const told = el("p", { className: "fha-told" });
  told.setAttribute("aria-live", "assertive");
  root.prepend(told);
  root.addEventListener("change", ({ target }) => {
    const error = target.id && root.getElementById(`${target.id}-error`);
    // A field of a panel says its own.
    told.textContent = error && !error.hasAttribute("role") ? error.textContent : "";
  });
}
