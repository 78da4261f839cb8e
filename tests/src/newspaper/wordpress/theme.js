// A picture's address moves from data-src to src when it comes near the window; Load More asks for the next cards.
const show = (image) => {
  for (const name of ['src', 'srcset']) {
    const value = image.getAttribute('data-' + name);
    if (value) image.setAttribute(name, value);
  }
  image.classList.replace('lazyload', 'lazyloaded');
};
const near = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((entry) => entry.isIntersecting)) {
    near.unobserve(entry.target);
    show(entry.target);
  }
}, { rootMargin: '700px' });
document.querySelectorAll('img.lazyload').forEach((image) => near.observe(image));

document.addEventListener('click', async (event) => {
  const link = event.target.closest('.jeg_block_loadmore a');
  if (!link) return;
  event.preventDefault();
  const block = link.closest('.jeg_postblock');
  const attributes = window[block.dataset.unique];
  block.page = (block.page || 1) + 1;
  const body = new URLSearchParams({ lang: 'en_US', action: 'jnews_module_ajax_' + attributes['class'], module: 'true' });
  body.append('data[current_page]', block.page);
  for (const name of Object.keys(attributes)) body.append(`data[attribute][${name}]`, attributes[name]);
  const answer = await (await fetch(jnews_ajax_url, { method: 'POST', body })).json();
  block.querySelector('.jeg_posts').insertAdjacentHTML('beforeend', answer.content);
  if (!answer.next) link.remove();
});
