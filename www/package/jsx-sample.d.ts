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
      };
    }
  }
}
