/** `<family-history-assistant>`: see EMBEDDING.md. */
export interface FamilyHistoryAssistant extends HTMLElement {
  /** A content pack of the agency's own, as the object its JSON describes. A refused pack leaves the old one in place. */
  content: unknown;
  /** Why the last pack was refused, each line with its place in the pack; empty when it was taken. */
  readonly contentProblems: string[];
  /** Opens the text of a saved review, as if the person had chosen the file. What cannot be read is said on screen. */
  openFile(text: string): Promise<void>;
  /** Ends the work, forgets it and frees its memory. An element that is put on a page again starts empty. */
  close(): void;
}

/** The element's class, as `customElements.get("family-history-assistant")` gives it. */
export interface FamilyHistoryAssistantClass {
  new (): FamilyHistoryAssistant;
  /** Offers scenarios for training to every assistant on the page, each the text of a scenario file. */
  offerScenarios(texts: string[]): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "family-history-assistant": FamilyHistoryAssistant;
  }
  interface HTMLElementEventMap {
    /** The first screen is drawn. */
    "fha-ready": CustomEvent<null>;
    /** The person saved a file. */
    "fha-saved": CustomEvent<null>;
    /** The screen was covered, and shown again. Nothing about a family. */
    "fha-locked": CustomEvent<null>;
    "fha-unlocked": CustomEvent<null>;
    /** The person finished: nothing of the review is left on the page. */
    "fha-finished": CustomEvent<null>;
    /** A content pack was refused. Nothing about a family. */
    "fha-content-refused": CustomEvent<{ problems: string[] }>;
    /** The assistant cannot start here, or stopped. Work is kept on the page. */
    "fha-failed": CustomEvent<{ why: "unavailable" | "stopped" }>;
  }
}
