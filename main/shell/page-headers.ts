/**
 * What the page may do, as headers of every answer. Nothing but its own files and its own port; no plug-in, frame or form;
 * text never becomes script. The sandbox directive lets scripts run and nothing else: no dialog, no `window.print`, no
 * pop-up, no download, no navigation of a frame above. `connectTo` is where the page's port is, if it is not `'self'`.
 */
export function pageHeaders(connectTo?: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src 'self'${connectTo ? ` ${connectTo}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'sandbox allow-scripts allow-same-origin',
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // The page is on this disk: a copy in the browser's cache would only outlive an update.
    'Cache-Control': 'no-store',
  }
}
