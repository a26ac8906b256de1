/** What a file carries that a page gives out. Nothing but who may frame it: browsers show files in parts of their own, which a stricter word would stop. */
export const FILE_HEADERS: Readonly<Record<string, string>> = {
  ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
  'content-security-policy': "frame-ancestors 'none'",
}
