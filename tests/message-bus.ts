/**
 * Chromium and Electron join the machine's message bus and end with it, and the printer tests start and end one. So no test and none of
 * its children knows where the bus is, but for those that need it.
 */
export const NO_MESSAGE_BUS = {
  DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent',
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
} as const

/** An environment in which the machine's own bus is found again. */
export function withMessageBus(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DBUS_SYSTEM_BUS_ADDRESS: _system, DBUS_SESSION_BUS_ADDRESS: _session, ...rest } = env
  return rest
}
