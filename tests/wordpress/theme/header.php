<!doctype html>
<html <?php language_attributes(); ?>>
<head><meta charset="<?php bloginfo('charset'); ?>"><meta name="viewport" content="width=device-width, initial-scale=1"><script>var jnews_ajax_url = '/?ajax-request=jnews'</script>
<?php wp_head(); ?><link rel="stylesheet" href="<?= esc_url(get_stylesheet_uri()) ?>"></head>
<body <?php body_class(); ?>>
<div class="jeg_viewport"><div class="jeg_header_wrapper"><div class="jeg_header full"><div class="container">
<div class="jeg_top_bar"><ul class="jeg_menu jeg_top_menu"><li><a href="/about-us/">About us</a></li><li><a href="/contact-us/">Contact us</a></li><li><a href="/our-team/">Our team</a></li><li><a href="/terms/">Terms of Service</a></li></ul><div class="jeg_top_date"><?= esc_html(wp_date('l, F j, Y')) ?></div></div>
<div class="jeg_logo"><a href="<?= esc_url(home_url('/')) ?>">The Valley Gazette - Latest News Update</a></div><a class="btn" href="<?= esc_url(get_category_link(get_category_by_slug('epaper')->term_id ?? 0)) ?>">Epaper</a>
<div class="jeg_nav_item jeg_main_menu_wrapper"><?php gazette_menu('jeg_menu jeg_main_menu jeg_menu_style_1'); ?></div><?php gazette_search(); ?>
</div></div></div>
