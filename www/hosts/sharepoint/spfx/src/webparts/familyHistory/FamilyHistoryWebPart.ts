import { type IPropertyPaneConfiguration, PropertyPaneTextField } from "@microsoft/sp-property-pane";
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
    const agency = (this.properties.agency ?? "").trim();
    let assistant = this.domElement.querySelector("family-history-assistant");
    if (assistant && !assistant.hasWork && agency !== (assistant.getAttribute("agency") ?? "")) {
      assistant.close();
      assistant.remove();
      assistant = null;
    }
    if (!assistant) {
      assistant = document.createElement("family-history-assistant");
      if (agency) assistant.setAttribute("agency", agency);
      this.domElement.append(assistant);
    }
  }

  /** What the page's author may set. */
  protected getPropertyPaneConfiguration(): IPropertyPaneConfiguration {
    const agency = PropertyPaneTextField("agency", { label: "Agency", description: "The agency a new review starts with: hv, midwifery, gp… Empty: the person chooses." });
    return { pages: [{ groups: [{ groupFields: [agency] }] }] };
  }

  /** The agency is taken when it is whole, with the button of the pane, not at every letter. */
  protected get disableReactivePropertyChanges(): boolean { return true; }

  protected onDispose(): void {
    this.domElement.querySelector("family-history-assistant")?.close();
  }
}
