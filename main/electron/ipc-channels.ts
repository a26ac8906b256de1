/** The channels between the shell and its preload script; nothing else crosses that border. */
export const CONNECT_CHANNEL = 'kiosk:connect'
export const PORT_CHANNEL = 'kiosk:port'
export const PING_CHANNEL = 'kiosk:ping'
export const PONG_CHANNEL = 'kiosk:pong'
