<?php
// install.php URL PERMALINKS, in the web root: creates the tables, an administrator and the settings of a daily paper.
[, $url, $links] = $argv;
$_SERVER += [
    'HTTP_HOST' => parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT),
    'REQUEST_URI' => '/',
    'SERVER_PROTOCOL' => 'HTTP/1.1',
    'REQUEST_METHOD' => 'GET',
];
define('WP_INSTALLING', true);
require './wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_false');
wp_install('The Valley Gazette', 'editor', 'editor@gazette.test', true, '', 'test only', 'en_US');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $p) {
    wp_delete_post($p->ID, true);
}
foreach (
    [
        'siteurl' => $url,
        'home' => $url,
        'blogdescription' => 'Latest News Update',
        'timezone_string' => 'Asia/Kolkata',
        'date_format' => 'F j, Y',
        'time_format' => 'g:i a',
        'posts_per_page' => 10,
        'posts_per_rss' => 10,
        'default_comment_status' => 'closed',
        'default_ping_status' => 'closed',
        'blog_public' => 1,
        'large_size_w' => 1024,
        'large_size_h' => 1024,
        'permalink_structure' => $links,
        'uploads_use_yearmonth_folders' => 1,
    ]
    as $k => $v
) {
    update_option($k, $v);
}
switch_theme('gazette');
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->flush_rules(false);
echo $GLOBALS['wp_version'], "\n";
