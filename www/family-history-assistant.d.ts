/**
 * `<family-history-assistant>`: see EMBEDDING.md. The npm module exports this class; a page with the classic script gets it from
 * `customElements.get("family-history-assistant")`.
 */
export class FamilyHistoryAssistant extends HTMLElement {
  /** A content pack of the agency's own, as the object its JSON describes. A refused pack leaves the old one in place. */
  content: unknown;
  /** Why the last pack was refused, each line with its place in the pack; empty when it was taken. */
  readonly contentProblems: string[];
  /** Opens the text of a saved review, as if the person had chosen the file. What cannot be read is said on screen. */
  openFile(text: string): Promise<void>;
  /** Ends the work, forgets it and frees its memory. An element that is put on a page again starts empty. */
  close(): void;
  /** Offers scenarios for training to every assistant on the page, each the text of a scenario file. */
  static offerScenarios(texts: string[]): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "family-history-assistant": FamilyHistoryAssistant;
  }
  // Of everything that hears events: they go up through shadow roots to the document.
  interface GlobalEventHandlersEventMap {
    /** The first screen is drawn. */
    "fha-ready": CustomEvent<null>;
    /** The person saved a file. */
    "fha-saved": CustomEvent<null>;
    /** A content pack was refused. Nothing about a family. */
    "fha-content-refused": CustomEvent<{ problems: string[] }>;
    /** The assistant cannot start here, or stopped. Work is kept on the page. */
    "fha-failed": CustomEvent<{ why: "unavailable" | "stopped" }>;
  }
}
