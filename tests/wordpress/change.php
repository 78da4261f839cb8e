<?php
// change.php JSON: what happens to a paper after its first harvest; prints the changed stories as JSON.
require __DIR__ . '/boot.php';
$want = json_decode($argv[1], true) ?: [];
$log = [];
$m = json_decode(file_get_contents('../manifest.json'), true);
$pool = array_values(
    array_filter(
        $m['posts'],
        fn($p) => $p['harvest'] && $p['kind'] === 'article' && get_post_status($p['id']) === 'publish',
    ),
);
mt_srand(crc32($argv[1]) + count($pool));
shuffle($pool);
foreach ($want as $what => $n) {
    for ($i = 0; $i < $n; $i++) {
        if ($what === 'add') {
            $x = $pool[$i % count($pool)];
            $id = wp_insert_post(
                wp_slash([
                    'post_title' => 'Just in: ' . $x['title'],
                    'post_content' => implode("\n\n", array_slice($x['blocks'], 0, 5)),
                    'post_status' => 'publish',
                    'post_author' => get_post($x['id'])->post_author,
                    'post_category' => wp_get_post_categories($x['id']),
                    'meta_input' => ['kind' => 'article'],
                ]),
            );
            $log[] = [$what, $id, get_permalink($id)];
            continue;
        }
        $p = array_pop($pool);
        if (!$p) {
            break;
        }
        $id = $p['id'];
        $log[] = [$what, $id, get_permalink($id)];
        $w = get_post($id);
        match ($what) {
            'edit' => wp_update_post(
                wp_slash([
                    'ID' => $id,
                    'post_title' => $i % 2 ? $w->post_title : $w->post_title . ' (updated)',
                    'post_content' => $w->post_content . "\n\nThis paragraph was added later.",
                ]),
            ),
            'delete' => wp_delete_post($id, true),
            'trash' => wp_trash_post($id),
            'draft' => wp_update_post(['ID' => $id, 'post_status' => 'draft']),
            'password' => wp_update_post(['ID' => $id, 'post_password' => 'open sesame']),
            'slug' => wp_update_post(['ID' => $id, 'post_name' => $w->post_name . '-moved']),
            'redate' => wp_update_post([
                'ID' => $id,
                'post_date' => date('Y-m-d H:i:s', strtotime($w->post_date) - 40 * 86400),
                'post_date_gmt' => '',
                'edit_date' => true,
            ]),
            // an edit behind WordPress' back: modified does not move
            'silent' => $wpdb->update(
                $wpdb->posts,
                ['post_content' => str_replace('the ', 'THE ', $w->post_content)],
                ['ID' => $id],
            ),
        };
    };
}
echo json_encode($log, JSON_UNESCAPED_SLASHES), "\n";
