<?php
// Page anatomy and class names as popular news themes have them; all markup is this theme's own.
require __DIR__ . '/gallery.php';
require __DIR__ . '/sitemaps.php';

const BLANK = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

add_action('after_setup_theme', function () {
    add_theme_support('post-thumbnails');
    add_theme_support('title-tag');
    add_theme_support('automatic-feed-links');
    add_theme_support('html5', ['gallery', 'caption']);
    add_theme_support('post-formats', ['gallery', 'video']);
    add_image_size('jnews-750x375', 750, 375, true);
    add_image_size('jnews-350x250', 350, 250, true);
    add_image_size('jnews-120x86', 120, 86, true);
});
add_filter('excerpt_length', fn() => 20);
add_filter('excerpt_more', fn() => '...');
add_filter('body_class', function ($classes) {
    $classes[] = 'jnews';
    $classes[] = 'jeg_single_tpl_1';
    if (is_single() && get_post_meta(get_the_ID(), 'rtl', true)) {
        $classes[] = 'rtl-story';
    }
    return $classes;
});

// A lazily loaded picture: the real address is only in data-src and data-srcset.
function lazy_img(int $id, string $size, string $extra = ''): string {
    [$address, $width, $height] = wp_get_attachment_image_src($id, $size) ?: ['', 1, 1];
    $set = wp_get_attachment_image_srcset($id, $size);
    $alt = esc_attr(get_post_meta($id, '_wp_attachment_image_alt', true));
    return "<img width=\"$width\" height=\"$height\" src=\"" . BLANK . '"' .
        " class=\"attachment-$size size-$size lazyload wp-post-image $extra\" alt=\"$alt\" decoding=\"async\"" .
        " sizes=\"(max-width: {$width}px) 100vw, {$width}px\" data-src=\"" . esc_url($address) . '"' .
        ($set ? ' data-srcset="' . esc_attr($set) . '"' : '') .
        ' data-sizes="auto" data-expand="700" />';
}

function thumb(string $size): string {
    if (!has_post_thumbnail()) {
        return '';
    }
    return '<div class="jeg_thumb"><a href="' . esc_url(get_permalink()) . '">' .
        '<div class="thumbnail-container animate-lazy size-715">' .
        lazy_img(get_post_thumbnail_id(), $size) .
        '</div></a></div>';
}

function teaser(): string {
    $content = get_post()->post_password === '' ? get_the_content('', true) : '';
    return wp_trim_words(strip_shortcodes(wp_strip_all_tags($content)), 20, '...');
}

function story_card(string $class, bool $excerpt = true): string {
    ob_start(); ?>
<article <?php post_class("jeg_post $class"); ?>><?= thumb('jnews-350x250') ?><div class="jeg_postblock_content"><h3 class="jeg_post_title"><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h3><div class="jeg_post_meta"><div class="jeg_meta_date"><a href="<?php the_permalink(); ?>"><i class="fa fa-clock-o"></i> <?= esc_html(get_the_date()) ?></a></div></div><?php if ($excerpt) { ?><div class="jeg_post_excerpt"><p><?= esc_html(teaser()) ?></p><a href="<?php the_permalink(); ?>" class="jeg_readmore">Read more<span class="screen-reader-text">Details</span></a></div><?php } ?></div></article>
<?php return ob_get_clean();
}

function small_card(): string {
    return '<article class="jeg_post jeg_pl_xs_4"><div class="jeg_postblock_content"><h3 class="jeg_post_title">' .
        '<a href="' . esc_url(get_permalink()) . '">' . get_the_title() . '</a></h3></div></article>';
}

function each_post(WP_Query $query, callable $card): string {
    $cards = '';
    while ($query->have_posts()) {
        $query->the_post();
        $cards .= $card();
    }
    wp_reset_postdata();
    return $cards;
}

function same_section(int $count): WP_Query {
    $sections = get_the_category();
    return new WP_Query([
        'cat' => $sections ? $sections[0]->term_id : 0,
        'post__not_in' => [get_the_ID()],
        'posts_per_page' => $count,
        'ignore_sticky_posts' => true,
        'no_found_rows' => true,
    ]);
}

function sections_below(int $parent): array {
    return get_categories([
        'parent' => $parent,
        'hide_empty' => false,
        'meta_key' => 'menu_order',
        'orderby' => 'meta_value_num',
    ]);
}

function gazette_menu(string $class): void {
    $item = fn($section) => '<li class="menu-item menu-item-object-category">' .
        '<a href="' . esc_url(get_category_link($section)) . '">' . esc_html($section->name) . '</a>';
    echo "<ul class=\"$class\">";
    foreach (sections_below(0) as $section) {
        echo $item($section);
        $children = sections_below($section->term_id);
        if ($children) {
            echo '<ul class="sub-menu">';
            foreach ($children as $child) {
                echo $item($child), '</li>';
            }
            echo '</ul>';
        }
        echo '</li>';
    }
    echo '</ul>';
}

function gazette_search(): void {
    echo '<div class="jeg_search_wrapper jeg_search_no_expand round">' .
        '<form action="' . esc_url(home_url('/')) . '" method="get" class="jeg_search_form">' .
        '<input name="s" class="jeg_search_input" placeholder="Search..." type="text">' .
        '<button type="submit" class="jeg_search_button btn"><i class="fa fa-search"></i></button></form>' .
        '<div class="jeg_search_result jeg_search_hide with_result"><div class="search-result-wrapper"></div>' .
        '<div class="search-link search-noresult">No Result</div>' .
        '<div class="search-link search-all-button"><i class="fa fa-search"></i> View All Result</div></div></div>';
}

// "More News … Load More" in the middle of the body, as the theme does it: after the second paragraph.
add_filter('the_content', 'add_more_news', 20);
function add_more_news(string $html): string {
    $shown = is_single() && in_the_loop() && is_main_query() && !is_feed() && !defined('REST_REQUEST');
    if (!$shown || post_password_required() || get_post_meta(get_the_ID(), 'kind', true) !== 'article') {
        return $html;
    }
    $at = 0;
    for ($i = 0; $i < 2; $i++) {
        $end = strpos($html, '</p>', $at);
        if ($end === false) {
            return $html;
        }
        $at = $end + 4;
    }
    return substr($html, 0, $at) . more_news() . substr($html, $at);
}

function more_news(): string {
    $id = get_the_ID();
    $section = get_the_category()[0]->term_id ?? 0;
    $cards = each_post(same_section(3), 'small_card');
    return '<div class="jnews_inline_related_post_wrapper left"><div class="jnews_inline_related_post">' .
        '<div class="jeg_postblock_29 jeg_postblock jeg_module_hook jeg_pagination_loadmore jeg_col_2o3' .
        " jnews_module_$id\" data-unique=\"jnews_module_$id\">" .
        '<div class="jeg_block_heading jeg_block_heading_6"><h3 class="jeg_block_title">' .
        '<span>More<strong> News</strong></span></h3></div>' .
        "<div class=\"jeg_block_container\"><div class=\"jeg_posts jeg_load_more_flag\">$cards</div></div>" .
        '<div class="jeg_block_navigation"><div class="navigation_overlay">' .
        '<div class="module-preloader jeg_preloader"><span></span><span></span><span></span></div></div>' .
        '<div class="jeg_block_loadmore">' .
        '<a href="#" data-load="Load More" data-loading="Loading...">Load More</a></div></div>' .
        "<script>var jnews_module_$id = {\"include_category\":\"$section\",\"number_post\":\"3\"," .
        "\"exclude_post\":$id,\"class\":\"jnews_block_29\"};</script></div></div></div>";
}

// The theme's ajax: POST /?ajax-request=jnews, with action=jnews_module_ajax_jnews_block_N, data[current_page] and
// data[attribute][include_category].
add_action('template_redirect', 'answer_load_more', 0);
function answer_load_more(): void {
    if (($_GET['ajax-request'] ?? '') !== 'jnews') {
        return;
    }
    $data = wp_unslash($_POST['data'] ?? []);
    $attributes = $data['attribute'] ?? [];
    $page = max(1, (int) ($data['current_page'] ?? 1));
    $query = new WP_Query([
        'cat' => (int) ($attributes['include_category'] ?? 0),
        'posts_per_page' => max(1, min(20, (int) ($attributes['number_post'] ?? 6))),
        'paged' => $page,
        'ignore_sticky_posts' => true,
    ]);
    wp_send_json([
        'content' => each_post($query, fn() => story_card('jeg_pl_md_2')),
        'next' => $page < $query->max_num_pages,
        'prev' => $page > 1,
    ]);
}

// Open Graph and JSON-LD, as SEO plugins write them.
add_action('wp_head', 'gazette_head', 1);
function gazette_head(): void {
    if (!is_single()) {
        return;
    }
    $post = get_post();
    $picture = get_the_post_thumbnail_url($post, 'full');
    $sections = get_the_category();
    $author = get_the_author_meta('display_name', $post->post_author);
    $facts = [
        'og:type' => 'article',
        'og:title' => get_the_title(),
        'og:url' => get_permalink(),
        'og:site_name' => get_bloginfo('name'),
        'og:image' => $picture,
        'article:published_time' => get_the_date('c'),
        'article:modified_time' => get_the_modified_date('c'),
        'article:section' => $sections[0]->name ?? '',
    ];
    foreach (array_filter($facts) as $property => $value) {
        echo '<meta property="' . $property . '" content="' . esc_attr($value) . "\" />\n";
    }
    echo '<meta name="author" content="' . esc_attr($author) . "\" />\n";
    $article = [
        '@type' => 'NewsArticle',
        '@id' => get_permalink() . '#article',
        'headline' => html_entity_decode(get_the_title(), ENT_QUOTES),
        'datePublished' => get_the_date('c'),
        'dateModified' => get_the_modified_date('c'),
        'author' => ['@type' => 'Person', 'name' => $author],
        'articleSection' => array_map(fn($section) => $section->name, $sections),
        'image' => $picture ?: null,
        'inLanguage' => get_post_meta($post->ID, 'lang', true) ?: 'en',
    ];
    $graph = wp_json_encode(['@context' => 'https://schema.org', '@graph' => [$article]]);
    echo "<script type=\"application/ld+json\" class=\"yoast-schema-graph\">$graph</script>\n";
}
