const IPP_PORT = 631
/** RFC 8011 section 5.1.6: a `uri` attribute has at most 1023 octets. */
const OCTETS_MAX = 1_023

/**
 * The HTTP address that `ipp://host[:port]/path` (RFC 3510), or an http one, stands for; null for what is no address of a printer. The
 * configuration is checked by this, and every request is sent by it, so that what passes the one cannot break the other.
 */
export function httpUrlOfPrinter(uri: string): URL | null {
  // Printed ASCII alone: a blank in a host's name is one that was copied from a list of names that people read.
  const match = /^(ipp|http):\/\/([^/?#@\\]+)(\/[^?#]*)?$/i.exec(uri)
  if (!match || uri.length > OCTETS_MAX || !/^[\x21-\x7e]+$/.test(uri)) return null
  const [, scheme, host, path = '/'] = match
  const port = scheme!.toLowerCase() === 'ipp' && !/:\d+$/.test(host!) ? `:${IPP_PORT}` : ''
  if (/:0+$/.test(host!) || host!.endsWith(':')) return null
  return URL.parse(`http://${host}${port}${path}`)
}
