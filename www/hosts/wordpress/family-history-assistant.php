<?php
/**
 * Plugin Name: Family history assistant
 * Description: The shortcode [family_history_assistant] shows the assistant in a sandboxed frame. It stores nothing and sends nothing.
 * Version: {version}
 * Requires at least: 6.0
 * License: MIT
 */

defined('ABSPATH') || exit;

add_shortcode('family_history_assistant', function ($given) {
    $given = shortcode_atts(['height' => '900'], $given, 'family_history_assistant');
    // Each version in a folder of its own: browsers keep its script for a year.
    $address = plugins_url('{version}/embed/', __FILE__);
    return sprintf(
        '<iframe src="%s" title="Family history assistant" sandbox="allow-scripts allow-downloads allow-modals allow-forms" allow="clipboard-write" width="100%%" height="%d"></iframe>',
        esc_url($address),
        absint($given['height'])
    );
});
