<?php

namespace Drupal\family_history_assistant\Plugin\Block;

use Drupal\Core\Block\BlockBase;

/**
 * Shows the assistant.
 *
 * @Block(
 *   id = "family_history_assistant",
 *   admin_label = @Translation("Family history assistant"),
 *   category = @Translation("Safeguarding")
 * )
 */
class FamilyHistoryAssistantBlock extends BlockBase {

  /**
   * {@inheritdoc}
   */
  public function build() {
    return [
      '#type' => 'html_tag',
      '#tag' => 'family-history-assistant',
      '#value' => '',
      '#attached' => ['library' => ['family_history_assistant/assistant']],
    ];
  }

}
