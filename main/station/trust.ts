import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import type { WebCrypto } from '../../src/pdf/web-crypto.ts'
import { readTrustNotice } from '../../src/verification/trust-notice.ts'
import type { Log } from './log.ts'
import type { ServerClient } from './server-client.ts'

/** The roots that this terminal believes. */
export interface Trust {
  /** PEM. */
  readonly anchorsPem: string
  /** Of the notice that named them; 0 for those of the enrolment. Null for roots that were put on this machine by hand. */
  readonly version: number | null
}

export interface TrustParts {
  readonly client: ServerClient
  readonly webCrypto: WebCrypto
  readonly clock: { now(): number }
  readonly log: Log
  /** Called with each change, to be kept for the next start. */
  keep(trust: Trust): void
}

export interface TrustKeeper {
  /** PEM of the roots that are believed now. */
  anchorsPem(): string
  /**
   * Looks at the roots that the server has named. Others than those that are believed need a notice under a seal that is
   * believed, one after the other where several changes were missed. Without one the trust stays as it is.
   */
  consider(settings: Pick<TerminalSettings, 'anchorsPem'>): Promise<void>
}

export function createTrustKeeper(first: Trust, { client, webCrypto, clock, log, keep }: TrustParts): TrustKeeper {
  let trust = first
  let complainedOf: string | null = null

  const follow = async (notices: readonly string[], version: number) => {
    let believed = { anchorsPem: trust.anchorsPem, version }
    for (const notice of notices) {
      const options = { anchorsPem: believed.anchorsPem, webCrypto, nowMs: clock.now() }
      const read = await readTrustNotice(new Uint8Array(Buffer.from(notice, 'base64')), options)
      if (read && read.version > believed.version) believed = { anchorsPem: read.anchorsPem, version: read.version }
    }
    if (believed.version === version) return
    trust = believed
    keep(trust)
    log.info({ version: believed.version }, 'other roots are believed, as a seal of before says')
  }

  return {
    anchorsPem: () => trust.anchorsPem,
    consider: async ({ anchorsPem }) => {
      if (trust.version === null || trust.anchorsPem === anchorsPem) return
      const answer = await client.call(TERMINAL_ROUTES.trust, {})
      if (answer.ok) await follow(answer.value.notices, trust.version)
      if (!answer.ok || trust.anchorsPem === anchorsPem || complainedOf === anchorsPem) return
      complainedOf = anchorsPem
      log.error('the server names roots that no seal of before vouches for: documents under them are not printed')
    },
  }
}
