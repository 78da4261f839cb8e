<?php
// Sitemaps as SEO plugins write them, beside WordPress' own /wp-sitemap.xml.
const SITEMAP_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const SITEMAP_STORIES = 200; // a file

add_action(
    'init',
    function () {
        $path = parse_url($_SERVER['REQUEST_URI'] ?? '', PHP_URL_PATH);
        $names = '#^/(sitemap_index|news-sitemap|post-sitemap(\d*)|category-sitemap)\.xml$#';
        if (!preg_match($names, $path, $match)) {
            return;
        }
        header('Content-Type: text/xml; charset=UTF-8');
        header('X-Robots-Tag: noindex, follow');
        echo '<?xml version="1.0" encoding="UTF-8"?>';
        match ($match[1]) {
            'sitemap_index' => sitemap_index(),
            'category-sitemap' => sitemap_of_sections(),
            'news-sitemap' => sitemap_of_news(),
            default => sitemap_of_stories(max(1, (int) ($match[2] ?? 1) ?: 1)),
        };
        exit();
    },
    99,
);

function page_of_stories(int $page): array {
    return [
        'numberposts' => SITEMAP_STORIES,
        'offset' => ($page - 1) * SITEMAP_STORIES,
        'orderby' => 'ID',
        'order' => 'ASC',
    ];
}

function sitemap_index(): void {
    $total = (int) wp_count_posts()->publish;
    echo '<sitemapindex ' . SITEMAP_SPACE . '>';
    for ($page = 1; $page <= max(1, ceil($total / SITEMAP_STORIES)); $page++) {
        $times = array_map(fn($story) => $story->post_modified_gmt, get_posts(page_of_stories($page)));
        $address = home_url('/post-sitemap' . ($page > 1 ? $page : '') . '.xml');
        $changed = mysql2date('c', max($times ?: ['1970-01-01 00:00:00']));
        echo "<sitemap><loc>$address</loc><lastmod>$changed</lastmod></sitemap>";
    }
    echo '<sitemap><loc>' . home_url('/category-sitemap.xml') . '</loc></sitemap></sitemapindex>';
}

function sitemap_of_sections(): void {
    echo '<urlset ' . SITEMAP_SPACE . '>';
    foreach (get_categories() as $section) {
        echo '<url><loc>' . get_category_link($section) . '</loc></url>';
    }
    echo '</urlset>';
}

function sitemap_of_stories(int $page): void {
    print_stories(page_of_stories($page), function ($story) {
        $picture = get_the_post_thumbnail_url($story, 'full');
        echo '<lastmod>' . get_the_modified_date('c', $story) . '</lastmod>';
        if ($picture) {
            echo '<image:image><image:loc>' . esc_url($picture) . '</image:loc></image:image>';
        }
    });
}

// For Google News: the last two days.
function sitemap_of_news(): void {
    print_stories(['numberposts' => 1000, 'date_query' => [['after' => '48 hours ago']]], function ($story) {
        echo '<news:news><news:publication><news:name>The Valley Gazette</news:name>' .
            '<news:language>en</news:language></news:publication>' .
            '<news:publication_date>' . get_the_date('c', $story) . '</news:publication_date>' .
            '<news:title>' . esc_html(ent2ncr($story->post_title)) . '</news:title></news:news>';
    });
}

function print_stories(array $query, callable $facts): void {
    echo '<urlset ' . SITEMAP_SPACE . ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"' .
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">';
    foreach (get_posts($query + ['has_password' => false]) as $story) {
        echo '<url><loc>' . esc_url(get_permalink($story)) . '</loc>';
        $facts($story);
        echo '</url>';
    }
    echo '</urlset>';
}
