import type { TerminalId } from '../../src/contract/ids.ts'
import { tariffLines } from '../../src/rules/tariff.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { SettingsRoom } from '../settings/settings.ts'
import type { SetForTerminal } from './terminal-rows.ts'

/** What is set for a terminal, as a station reads it that knows of no published settings, and which of those it is to run. */
export async function setForTerminal(
  { settings, issued }: { readonly settings: SettingsInForce; readonly issued: SettingsRoom['issued'] },
  terminalId: TerminalId,
): Promise<SetForTerminal> {
  const { copies, help, prices } = await settings.at(terminalId)
  const published = await issued.mark(terminalId)
  return { ...copies, helpPhone: help.phone, tariff: tariffLines(prices), published }
}
