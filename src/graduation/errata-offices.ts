import { err, impossible, ok, type Result } from '../result.ts'
import type { Errata, ErrataState } from './errata.ts'
import type { ErrataEvent, ErrataRefusalName, Turn, Turned } from './errata-event.ts'
import { saidReason } from './said-reason.ts'

type OfCollege = Extract<ErrataEvent, { readonly kind: 'college-approve' | 'college-return' }>
type OfRegistry = Extract<
  ErrataEvent,
  { readonly kind: 'registry-approve' | 'registry-reject' | 'registry-ask-more' | 'export' | 'fix' | 'external-fail' }
>

/** The college, which stamps the form on paper (seed 002): it agrees, also to what is late (P9), or gives it back. */
export function collegeStep(errata: Errata, event: OfCollege): Turned {
  const isLate = errata.lateReason !== null
  if (errata.state === 'draft' || errata.state === 'college-back') return err('not-submitted')
  if (errata.state !== 'submitted') return err('college-has-spoken')
  switch (event.kind) {
    case 'college-approve':
      if (isLate && !event.acceptsLate) return err('late-not-accepted')
      return ok({
        state: 'college-ok',
        effects: [isLate ? { kind: 'accept-late' } : tell('college-ok'), { kind: 'work-for', office: 'registry' }],
      })
    case 'college-return':
      return withReason(event.reason, note => ({
        state: 'college-back',
        note,
        effects: [isLate ? { kind: 'end-check', how: 'late-refused' } : tell('college-back', note)],
      }))
    default:
      return impossible(event)
  }
}

/** The registry: it agrees, refuses or asks, sends what is for the national register, and writes down what became of it. */
export function registryStep(errata: Errata, event: OfRegistry): Turned {
  const early = tooEarly(errata.state)
  if (early) return err(early)
  const isForRegister = errata.content.items.some(({ on }) => on === 'register')
  switch (event.kind) {
    case 'registry-approve':
      return inState(errata, 'college-ok', () => ok({ state: 'registry-ok', effects: [tell('registry-ok')] }))
    case 'registry-reject':
      return inState(errata, 'college-ok', () =>
        withReason(event.reason, note => ({
          ...{ state: 'registry-rejected', note, effects: [{ kind: 'end-check', how: 'rejected' }] },
        })),
      )
    case 'registry-ask-more':
      return inState(errata, 'college-ok', () =>
        withReason(event.reason, note => ({ state: 'need-more', note, effects: [tell('need-more', note)] })),
      )
    case 'export':
      return inState(errata, 'registry-ok', () =>
        isForRegister ? ok({ state: 'exported', effects: [tell('exported')] }) : err('nothing-to-export'),
      )
    case 'fix': {
      const isReady = errata.state === 'exported' || (errata.state === 'registry-ok' && !isForRegister)
      if (!isReady) return err(errata.state === 'registry-ok' ? 'not-exported' : 'registry-first')
      return ok({ state: 'fixed', effects: [{ kind: 'end-check', how: 'fixed' }] })
    }
    case 'external-fail':
      if (errata.state !== 'exported') return err('not-exported')
      return withReason(event.reason, note => ({
        ...{ state: 'external-failed', note, effects: [{ kind: 'end-check', how: 'external-failed' }] },
      }))
    default:
      return impossible(event)
  }
}

function tooEarly(state: ErrataState): ErrataRefusalName | null {
  if (state === 'draft' || state === 'college-back') return 'not-submitted'
  return state === 'submitted' ? 'college-first' : null
}

function inState(errata: Errata, wanted: 'college-ok' | 'registry-ok', then: () => Turned): Turned {
  if (errata.state === wanted) return then()
  const isBefore = wanted === 'registry-ok' && (errata.state === 'college-ok' || errata.state === 'need-more')
  return err(isBefore ? 'registry-first' : 'registry-has-spoken')
}

const tell = (state: ErrataState, note: string | null = null) => ({ kind: 'tell-student', state, note }) as const

function withReason(text: string, turned: (note: string) => Turn): Result<Turn, ErrataRefusalName> {
  const said = saidReason(text)
  return 'flaw' in said ? err(said.flaw) : ok(turned(said.reason))
}
