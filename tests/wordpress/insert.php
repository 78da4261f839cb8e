<?php
// insert.php PLAN MANIFEST UNTIL, in the web root: puts seed.py's plan into WordPress and writes what came of it.
[, $plan_file, $manifest_file, $until] = $argv;
ini_set('memory_limit', '1G');
require __DIR__ . '/boot.php';

const PAGES = [
    'about-us' => 'About us',
    'contact-us' => 'Contact us',
    'our-team' => 'Our team',
    'terms' => 'Terms of Service',
];
// What the theme prints around stories: it may be in none of them.
const FURNITURE = [
    'More News',
    'Load More',
    'Previous Post',
    'Next Post',
    'Related Posts',
    'Read moreDetails',
    'No Result',
    'View All Result',
    'Latest News',
    'Advertisement',
    'Designed by Gazette Works',
    'E-Mailus:',
    'Hidden SEO words that nobody reads',
    'FacebookTwitterWhatsapp',
    'Profile of',
];

$plan = json_decode(file_get_contents($plan_file), true);
$uploads = wp_upload_dir()['baseurl'];
wp_defer_term_counting(true);
wp_suspend_cache_addition(false);
$wpdb->query('SET autocommit=0');
$sections = insert_sections($plan['sections']);
insert_pages();
$users = insert_users($plan['authors']);
$attachments = insert_pictures($plan['photos']); // each gets its post later
$wpdb->query('COMMIT');
$parents = [];
$facts = [];
foreach ($plan['posts'] as $n => $post) {
    $facts[] = insert_post($post);
    if ($n % 50 === 49) {
        $wpdb->query('COMMIT');
    }
}
wp_defer_term_counting(false);
$wpdb->query('COMMIT');
$wpdb->query('SET autocommit=1');
$manifest = [
    'site' => home_url(),
    'name' => get_bloginfo('name'),
    'wordpress' => $GLOBALS['wp_version'],
    'time_zone' => 'Asia/Kolkata',
    'until' => $until,
    'furniture' => FURNITURE,
    'posts' => $facts,
    'photos' => array_map('picture_facts', $plan['photos']),
];
$options = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT;
file_put_contents($manifest_file, wp_json_encode($manifest, $options));

/** Ids of the sections by slug; the menu's order is kept as term meta. */
function insert_sections(array $wanted): array {
    $ids = [];
    foreach ($wanted as $order => [$slug, $name, $parent]) {
        $options = ['slug' => $slug, 'parent' => $parent ? $ids[$parent] : 0];
        $term = get_term_by('slug', $slug, 'category');
        $ids[$slug] = (int) ($term ? $term->term_id : wp_insert_term($name, 'category', $options)['term_id']);
        update_term_meta($ids[$slug], 'menu_order', $order);
    }
    return $ids;
}

function insert_pages(): void {
    foreach (PAGES as $slug => $title) {
        if (!get_page_by_path($slug)) {
            wp_insert_post([
                'post_type' => 'page',
                'post_title' => $title,
                'post_name' => $slug,
                'post_status' => 'publish',
                'post_content' => "This is the page “{$title}” of a test newspaper.",
            ]);
        }
    }
}

/** Ids of the authors by login. */
function insert_users(array $authors): array {
    $ids = [];
    foreach ($authors as $login => [$name]) {
        $user = get_user_by('login', $login);
        $ids[$login] = $user
            ? $user->ID
            : wp_insert_user([
                'user_login' => $login,
                'user_pass' => 'x',
                'user_email' => "$login@gazette.test",
                'display_name' => $name,
                'nickname' => $name,
                'role' => 'author',
                'description' => "Profile of $name.",
            ]);
    }
    return $ids;
}

/** Ids of the attachments by the picture's number. */
function insert_pictures(array $photos): array {
    global $uploads, $users;
    $ids = [];
    foreach ($photos as $photo) {
        $id = wp_insert_attachment([
            'post_title' => $photo['title'],
            'post_excerpt' => $photo['caption'],
            'post_content' => '',
            'post_mime_type' => $photo['mime'],
            'post_status' => 'inherit',
            'post_author' => $users['photo'],
            'post_date' => $photo['date'] . ' 09:30:00',
            'guid' => "$uploads/" . $photo['original']['file'],
        ]);
        update_post_meta($id, '_wp_attached_file', $photo['meta']['file']);
        update_post_meta($id, '_wp_attachment_metadata', $photo['meta']);
        if ($photo['alt']) {
            update_post_meta($id, '_wp_attachment_image_alt', $photo['alt']);
        }
        $ids[$photo['n']] = $id;
    }
    return $ids;
}

/** Inserts a story with all that belongs to it; returns what the manifest says of it. */
function insert_post(array $post): array {
    global $attachments;
    $id = wp_insert_post(wp_slash(fields($post)), true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message() . "\n");
        exit(1);
    }
    if ($post['featured'] !== null) {
        update_post_meta($id, '_thumbnail_id', $attachments[$post['featured']]);
    }
    adopt_pictures($id, $post['figures']);
    if (!empty($post['pdf'])) {
        attach_pdf($id, $post['pdf']);
    }
    if ($post['kind'] === 'gallery') {
        set_post_format($id, 'gallery');
    }
    if ($post['sticky']) {
        stick_post($id);
    }
    if (!empty($post['modified'])) {
        rewrite($id, $post);
    }
    $address = get_permalink($id); // while it still has one
    if ($post['status'] === 'trash') {
        wp_trash_post($id);
    }
    if ($post['status'] === 'deleted') {
        wp_delete_post($id, true);
    }
    return post_facts($id, $address, $post);
}

function fields(array $post): array {
    global $sections, $users;
    $slider = in_array($post['style'] ?? '', ['jnews', 'tagdiv']);
    return [
        'post_title' => $post['title'],
        'post_content' => fill($post['content_first'] ?? $post['content'], $post),
        'post_status' => in_array($post['status'], ['trash', 'deleted']) ? 'publish' : $post['status'],
        'post_password' => $post['password'],
        'post_author' => $users[$post['author']],
        'post_date' => $post['date'],
        'edit_date' => true,
        'post_category' => array_map(fn($slug) => $sections[$slug], $post['sections']),
        'tags_input' => $post['tags'],
        'post_excerpt' => '',
        'meta_input' => array_filter([
            'kind' => $post['kind'],
            'lang' => $post['lang'],
            'rtl' => $post['rtl'] ?? false,
            'subtitle' => $post['subtitle'] ?? '',
            'gallery_style' => $slider ? $post['style'] : '',
        ]),
    ];
}

/** Puts the pictures' ids, addresses and captions in place of @@NAME:NUMBER:SIZE@@. */
function fill(string $content, array $post): string {
    $value = function ($match) use ($post) {
        global $attachments, $plan, $uploads;
        $n = (int) $match[2];
        $photo = $plan['photos'][$n] ?? null;
        return match ($match[1]) {
            'ID' => $attachments[$n],
            'URL' => address($photo, $match[3] ?: 'full'),
            'CAP' => esc_html($photo['caption']),
            'ALT' => esc_attr($photo['alt']),
            'W' => $photo['meta']['width'],
            'H' => $photo['meta']['height'],
            'PDF' => "$uploads/" . $post['pdf'],
        };
    };
    return preg_replace_callback('/@@(\w+):?(\d*):?([\w-]*)@@/', $value, $content);
}

function address(array $photo, string $size): string {
    global $uploads;
    $meta = $photo['meta'];
    $sized = $meta['sizes'][$size]['file'] ?? null;
    return $sized ? "$uploads/" . dirname($meta['file']) . "/$sized" : "$uploads/" . $meta['file'];
}

/** A picture belongs to the first story that shows it. */
function adopt_pictures(int $id, array $figures): void {
    global $attachments, $parents, $wpdb;
    foreach ($figures as $n) {
        if (!isset($parents[$n])) {
            $parents[$n] = $id;
            $place = ['post_parent' => $id, 'menu_order' => array_search($n, $figures)];
            $wpdb->update($wpdb->posts, $place, ['ID' => $attachments[$n]]);
            clean_post_cache($attachments[$n]);
        }
    }
}

function attach_pdf(int $id, string $file): void {
    global $uploads;
    $attachment = wp_insert_attachment([
        'post_title' => basename($file, '.pdf'),
        'post_mime_type' => 'application/pdf',
        'post_status' => 'inherit',
        'post_parent' => $id,
        'guid' => "$uploads/$file",
    ]);
    update_post_meta($attachment, '_wp_attached_file', $file);
}

/** A story that its paper changed at a known time. */
function rewrite(int $id, array $post): void {
    global $wpdb;
    wp_update_post(wp_slash(['ID' => $id, 'post_content' => fill($post['content'], $post)]));
    $time = $post['modified'];
    $times = ['post_modified' => $time, 'post_modified_gmt' => get_gmt_from_date($time)];
    $wpdb->update($wpdb->posts, $times, ['ID' => $id]);
    clean_post_cache($id);
}

function post_facts(int $id, string $address, array $post): array {
    global $plan;
    $stored = get_post($id);
    $query = parse_url($address, PHP_URL_QUERY);
    return [
        'id' => $id,
        'url' => $address,
        'path' => parse_url($address, PHP_URL_PATH) . ($query ? "?$query" : ''),
        'slug' => $stored->post_name ?? null,
        'kind' => $post['kind'],
        'harvest' => $post['harvest'],
        'status' => $post['status'],
        'features' => $post['features'],
        'title' => $post['title'],
        'subtitle' => $post['subtitle'] ?? '',
        'author' => $plan['authors'][$post['author']][0],
        'author_kind' => $plan['authors'][$post['author']][1],
        'sections' => $post['sections'],
        'tags' => $post['tags'],
        'lang' => $post['lang'],
        'sticky' => $post['sticky'],
        'date' => $post['date'],
        'date_gmt' => $stored->post_date_gmt ?? null,
        'modified' => $stored->post_modified ?? null,
        'modified_gmt' => $stored->post_modified_gmt ?? null,
        'editor' => $post['editor'],
        'blocks' => $post['blocks'],
        'featured' => $post['featured'],
        'figures' => $post['figures'],
        'style' => $post['style'] ?? null,
        'pdf' => $post['pdf'] ?? null,
        'source' => $post['source'] ?? null,
    ];
}

function picture_facts(array $photo): array {
    global $attachments, $parents, $uploads;
    return [
        'n' => $photo['n'],
        'id' => $attachments[$photo['n']],
        'kind' => $photo['kind'],
        'caption' => $photo['caption'],
        'credit' => $photo['credit'],
        'alt' => $photo['alt'],
        'original' => ['url' => "$uploads/" . $photo['original']['file']] + $photo['original'],
        'shown' => "$uploads/" . $photo['meta']['file'],
        'source' => $photo['source'],
        'post' => $parents[$photo['n']] ?? null,
    ];
}
