// A sample for React with TypeScript: copy it beside your sources, and <family-history-assistant> is typed in JSX.
// For React before 19, write `declare global { namespace JSX {` in place of `declare module "react" { namespace JSX {`.

import type { FamilyHistoryAssistant } from "family-history-assistant";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "family-history-assistant": DetailedHTMLProps<HTMLAttributes<FamilyHistoryAssistant>, FamilyHistoryAssistant> & {
        /** The agency a new review starts with: `hv`, `midwifery`, `gp`… */
        agency?: string;
        /** A person may choose to keep an encrypted draft in this browser. */
        drafts?: "allowed";
        /** Minutes with nothing pressed until the screen is covered: 10 unless said, 0 or "never" for not at all. */
        "lock-after"?: number | string;
        /** Pressing Shift three times does not cover the screen. */
        "cover-key"?: "off";
        /** The version the page was made for: another version says so and does not start. */
        "data-version"?: string;
      };
    }
  }
}
