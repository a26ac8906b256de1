const CHARACTERS_MAX = 200

/** Where people set the digits of their campus card. */
export const PIN_PATH = '/pin'

/**
 * Whether a browser may be sent there after a login: the page of those digits, or a path of the portal, in letters, digits, strokes and dashes alone, so that no
 * notation leads to another host.
 */
export const isOwnPath = (path: unknown): path is string =>
  path === PIN_PATH ||
  (typeof path === 'string' && path.length <= CHARACTERS_MAX && /^\/p\/(?:[A-Za-z0-9_-]+\/?)*$/.test(path))
