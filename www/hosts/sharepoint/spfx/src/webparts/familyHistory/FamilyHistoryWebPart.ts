import { BaseClientSideWebPart } from "@microsoft/sp-webpart-base";
// Defines the element. Its wasm and its copy of it are in this package: nothing comes from anywhere else.
import "family-history-assistant";

export interface FamilyHistoryProperties {
  /** The agency a new review starts with: `hv`, `midwifery`, `gp`… */
  agency: string;
}

export default class FamilyHistoryWebPart extends BaseClientSideWebPart<FamilyHistoryProperties> {
  public render(): void {
    // SharePoint renders again when properties change: the work that is begun must outlast that.
    let assistant = this.domElement.querySelector("family-history-assistant");
    if (!assistant) {
      assistant = document.createElement("family-history-assistant");
      assistant.setAttribute("agency", this.properties.agency);
      this.domElement.append(assistant);
    }
  }

  protected onDispose(): void {
    this.domElement.querySelector("family-history-assistant")?.close();
  }
}
