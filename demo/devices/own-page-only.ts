const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Whether a request may drive the devices: it names this machine as its host, and if a web page sent it, the page came from here.
 * A foreign page always sends its own `Origin`; one whose name was pointed at 127.0.0.1 (DNS rebinding) sends that name as `Host`.
 */
export function comesFromHere(headers: {
  readonly host?: string | undefined
  readonly origin?: string | undefined
}): boolean {
  const { host, origin } = headers
  if (host === undefined || !LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) return false
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`
}
