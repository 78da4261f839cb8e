<?php
// Galleries: post meta `gallery_style` turns [gallery] into a theme's slider.
add_filter(
    'post_gallery',
    function ($html, $attributes) {
        $style = get_post_meta(get_the_ID(), 'gallery_style', true);
        if (!$style || is_feed()) {
            return $html;
        }
        $ids = !empty($attributes['ids']) ? wp_parse_id_list($attributes['ids']) : attached_pictures();
        return $style === 'tagdiv' ? tagdiv_slider($ids) : jnews_slider($ids);
    },
    10,
    2,
);

function attached_pictures(): array {
    return array_keys(
        get_children([
            'post_parent' => get_the_ID(),
            'post_type' => 'attachment',
            'post_mime_type' => 'image',
            'orderby' => 'menu_order ID',
            'order' => 'ASC',
        ]),
    );
}

function picture_address(int $id, string $size): string {
    return wp_get_attachment_image_src($id, $size)[0];
}

function tagdiv_slider(array $ids): string {
    $slides = $thumbs = '';
    foreach ($ids as $index => $id) {
        $number = $index + 1;
        $picture = get_post($id);
        $slides .=
            "<div class=\"td-slide-item td-item$number\">" .
            '<figure class="td-slide-galery-figure td-slide-popup-gallery">' .
            '<a class="slide-gallery-image-link" href="' . wp_get_attachment_url($id) . '"' .
            ' title="' . esc_attr($picture->post_title) . '"' .
            ' data-caption="' . esc_attr($picture->post_excerpt) . '" data-description="">' .
            '<img src="' . picture_address($id, 'large') . '"' .
            ' srcset="' . esc_attr(wp_get_attachment_image_srcset($id, 'large')) . '" alt=""></a>' .
            '<figcaption class="td-slide-caption td-gallery-slide-content">' .
            '<div class="td-gallery-slide-copywrite">' . esc_html($picture->post_excerpt) . '</div>' .
            '</figcaption></figure></div>';
        $thumbs .=
            "<div class=\"td-button td-item$number\">" .
            '<img src="' . picture_address($id, 'thumbnail') . '" alt=""></div>';
    }
    return '<div class="td-gallery td-slide-on-2-columns"><div class="post_td_gallery">' .
        '<div class="td-gallery-slide-top"><div class="td-gallery-controls-wrapper">' .
        '<div class="td-gallery-slide-count"><span class="td-gallery-slide-item-focus">1</span> of ' .
        count($ids) . '</div></div></div>' .
        "<div class=\"td-doubleSlider-1\"><div class=\"td-slider\">$slides</div></div>" .
        "<div class=\"td-doubleSlider-2\"><div class=\"td-slider\">$thumbs</div></div></div></div>";
}

// Only the first picture is in the markup; the others are in the thumbnails' href and in the script.
function jnews_slider(array $ids): string {
    $name = 'jeg_gallery_' . get_the_ID();
    $first = $thumbs = '';
    $sequence = [];
    foreach ($ids as $index => $id) {
        $number = $index + 1;
        $picture = get_post($id);
        $original = wp_get_attachment_url($id);
        if ($index === 0) {
            $large = picture_address($id, 'large');
            $first =
                "<div class=\"jeg_preview_media_content\" style=\"background-image:url('$large')\">" .
                '<img class="lazyload" src="' . BLANK . "\" data-src=\"$large\" alt=\"\"></div>";
        }
        $thumbs .=
            "<a href=\"$original\" data-index=\"$number\"><img class=\"lazyload owl-lazy\" src=\"" . BLANK . '"' .
            ' data-src="' . picture_address($id, 'thumbnail') . '"' .
            ' alt="' . esc_attr($picture->post_title) . '"></a>';
        $sequence[] = [
            'image' => $original,
            'title' => $picture->post_title,
            'subtitle' => $picture->post_excerpt,
            'description' => $picture->post_content,
        ];
    }
    return "<div class=\"jeg_preview_slider\" data-selector=\"$name\"><div class=\"jeg_preview_holder\">" .
        "<div class=\"jeg_preview_media_holder\"><h3></h3>$first</div>" .
        '<div class="jeg_preview_control"><div class="counter"><span class="current">1</span> / ' .
        '<span class="total">' . count($ids) . '</span></div></div></div>' .
        "<div class=\"jeg_preview_bottom_slider owl-carousel\">$thumbs</div></div>" .
        "<script>var $name = " . wp_json_encode(['image_sequence' => $sequence]) . ';</script>';
}
