/**
 * `<family-history-assistant>`: see EMBEDDING.md. The npm module exports this class; a page with the classic script gets it from
 * `customElements.get("family-history-assistant")`.
 */
export class FamilyHistoryAssistant extends HTMLElement {
  /** A content pack of the agency's own, as the object its JSON describes. A refused pack leaves the old one in place. */
  content: unknown;
  /** Why the last pack was refused, each line with its place in the pack; empty when it was taken. */
  readonly contentProblems: string[];
  /** Whether there is work that is in no file. */
  readonly dirty: boolean;
  /** Whether anything of a review is here: opened, typed or begun. */
  readonly hasWork: boolean;
  /** Opens the text of a saved review, as if the person had chosen the file. What cannot be read is said on screen. */
  openFile(text: string): Promise<void>;
  /** Ends the work, forgets it and frees its memory. An element that is put on a page again starts empty. */
  close(): void;
  /** The version of the script. */
  static readonly version: string;
  /** Offers scenarios for training to every assistant on the page, each the text of a scenario file. */
  static offerScenarios(texts: string[]): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "family-history-assistant": FamilyHistoryAssistant;
  }
  // Of everything that hears events: they go up through shadow roots to the document.
  interface GlobalEventHandlersEventMap {
    /** The first screen is drawn. What is pressed before `fha-ready` is done then. */
    "fha-drawn": CustomEvent<null>;
    /** All of the assistant is there. */
    "fha-ready": CustomEvent<null>;
    /** There is work now that is in no file. */
    "fha-dirty": CustomEvent<null>;
    /** How high it is now, in pixels. Said in frames alone, which are as high as they are told to be. */
    "fha-resize": CustomEvent<{ height: number }>;
    /** The person saved a file. */
    "fha-saved": CustomEvent<null>;
    /** The screen was covered. */
    "fha-locked": CustomEvent<null>;
    /** The screen is shown again. */
    "fha-unlocked": CustomEvent<null>;
    /** The person finished: nothing of the review is left on the page. */
    "fha-finished": CustomEvent<null>;
    /** A content pack was refused. Nothing about a family. */
    "fha-content-refused": CustomEvent<{ problems: string[] }>;
    /** It cannot start here, or stopped: `code` is one of contract.schema.json. Work is kept on the page. */
    "fha-failed": CustomEvent<{ code: string }>;
  }
  // Of the document alone.
  interface DocumentEventMap {
    /** The element is defined. A second version on one page has a name of its own. */
    "fha-defined": CustomEvent<{ name: string; version: string }>;
  }
}
