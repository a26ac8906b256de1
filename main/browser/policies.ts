import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { err, ok, type Result } from '../../src/result.ts'

/** What a browser may open for a kiosk, and nothing else. */
export interface KioskPlaces {
  /** Host and port of the page, `127.0.0.1:7807`. */
  readonly host: string
  /** How the path of the file begins by which Chromium is sent to the page. */
  readonly startFiles: string
}

/** Blocked by name too: a star alone does not stand for a browser's own pages in every version. */
const NOWHERE = [
  '*',
  'file://*',
  'chrome://*',
  'chrome-untrusted://*',
  'devtools://*',
  'view-source:*',
  'javascript://*',
]
const BLOCKED = 2

/**
 * Managed policies of Chromium, Chrome and Edge for a kiosk: one address, and nothing that a person at a desk would want. Names as in
 * chromeenterprise.google/policies; a browser ignores those that it does not know.
 */
export function kioskPolicies({ host, startFiles }: KioskPlaces): Readonly<Record<string, unknown>> {
  return {
    URLBlocklist: NOWHERE,
    URLAllowlist: [host, `file://${startFiles}`],
    DeveloperToolsAvailability: 2,
    RemoteDebuggingAllowed: false,
    TaskManagerEndProcessEnabled: false,
    IncognitoModeAvailability: 1,
    BrowserGuestModeEnabled: false,
    BrowserAddPersonEnabled: false,
    BrowserSignin: 0,
    SyncDisabled: true,
    TranslateEnabled: false,
    DownloadRestrictions: 3,
    PrintingEnabled: false,
    AllowFileSelectionDialogs: false,
    ExtensionInstallBlocklist: ['*'],
    BookmarkBarEnabled: false,
    EditBookmarksEnabled: false,
    SavingBrowserHistoryDisabled: true,
    PasswordManagerEnabled: false,
    AutofillAddressEnabled: false,
    AutofillCreditCardEnabled: false,
    SearchSuggestEnabled: false,
    DefaultBrowserSettingEnabled: false,
    PromotionsEnabled: false,
    MetricsReportingEnabled: false,
    BackgroundModeEnabled: false,
    AllowDinosaurEasterEgg: false,
    VideoCaptureAllowed: false,
    AudioCaptureAllowed: false,
    ScreenCaptureAllowed: false,
    DefaultPopupsSetting: BLOCKED,
    DefaultNotificationsSetting: BLOCKED,
    DefaultGeolocationSetting: BLOCKED,
    DefaultWebUsbGuardSetting: BLOCKED,
    DefaultWebHidGuardSetting: BLOCKED,
    DefaultWebBluetoothGuardSetting: BLOCKED,
    DefaultSerialGuardSetting: BLOCKED,
  }
}

/** Where a browser reads its policies on Linux, by the name of its program. Elsewhere they are no files. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^chromium/, '/etc/chromium/policies/managed'],
  [/^google-chrome/, '/etc/opt/chrome/policies/managed'],
  [/^microsoft-edge/, '/etc/opt/edge/policies/managed'],
]

/** The file of the kiosk's policies for a browser; null where its policies are not read from a file. */
export function policyFile(binary: string, platform: string): string | null {
  const folder = platform === 'linux' && FOLDERS.find(([name]) => name.test(basename(binary)))?.[1]
  return folder ? join(folder, 'yinzheng-kiosk.json') : null
}

/** Policies as a browser reads them from a file. */
export function policyText(policies: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(policies, null, 2)}\n`
}

export interface PoliciesInForce {
  /** Takes away what was written; what an administrator has put there stays, or is there again. */
  withdraw(): void
}

/**
 * Puts policies into force for every browser of this kind on this machine, as the only folder that it reads is the system's. An error
 * says why they are not in force.
 */
export function putPolicies(
  file: string,
  policies: Readonly<Record<string, unknown>>,
): Result<PoliciesInForce, string> {
  const found = contentOf(file)
  if (found === policyText(policies)) return ok({ withdraw: () => {} })
  const theirs = found === null || writerOf(found) !== null ? null : found
  const put = (text: string) => writeFileSync(file, text, { mode: 0o644 })
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
    put(policyText({ ...policies, [MARK]: process.pid }))
    return ok({ withdraw: () => (theirs === null ? rmSync(file, { force: true }) : put(theirs)) })
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Stands in what a kiosk writes for itself, with its process, and in nothing that an administrator puts there: so a kiosk that was killed
 * leaves nothing that the next one would take for theirs. A browser ignores it.
 */
const MARK = 'YinzhengKioskOfProcess'

function writerOf(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text)
    const pid = typeof value === 'object' && value !== null && MARK in value ? value[MARK] : null
    return typeof pid === 'number' ? pid : null
  } catch {
    return null
  }
}

/** Takes away what a kiosk has left that was killed: it would bind every browser here to an address that nobody answers at any more. */
export function removeLeftPolicies(file: string, isAlive: (pid: number) => boolean = runs): void {
  const writer = writerOf(contentOf(file) ?? '')
  if (writer === null || isAlive(writer)) return
  try {
    rmSync(file, { force: true })
  } catch {
    // Who may not take it away is bound by it, and sees so.
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
