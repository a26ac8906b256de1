import type { Settings } from './settings.ts'

/** What holds now, as the server decides it. */
export interface SettingsInForce {
  /** At a terminal; null: where no terminal is, on the web. */
  at(terminalId: string | null): Promise<Settings>
}
