/** Icon and manifest lie where they lie, whatever address the page takes on: written out before the first of them changes. */
export function fixLinks(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>(
    'link:is([rel~="icon"], [rel="apple-touch-icon"], [rel="manifest"])',
  )) {
    link.setAttribute('href', link.href)
  }
}
