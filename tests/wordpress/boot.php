<?php
// WordPress on the command line, as the administrator, without the filters that guard a web form.
$url = trim(file_get_contents(dirname(getcwd()) . '/url'));
$_SERVER += [
    'HTTP_HOST' => parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT),
    'REQUEST_URI' => '/',
    'SERVER_PROTOCOL' => 'HTTP/1.1',
    'REQUEST_METHOD' => 'GET',
];
require './wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
wp_set_current_user(1);
kses_remove_filters();
remove_action('future_publish', '_future_post_hook');
remove_all_actions('do_pings');
global $wpdb;
