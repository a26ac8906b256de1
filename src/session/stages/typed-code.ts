import type { KioskCommand } from '../../contract/kiosk-command.ts'

/** What a touch of the keypad makes of what was `typed`; null where it is no touch of it, or no more than `digits` fit. */
export function typedAfter(typed: string, command: KioskCommand, digits: number): string | null {
  if (command.kind === 'type-digit') return typed.length < digits ? typed + command.digit : null
  if (command.kind === 'erase-digits') return command.all ? '' : typed.slice(0, -1)
  return null
}
