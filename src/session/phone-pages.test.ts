import { expect, it } from 'vitest'
import { type Walk, walk } from './fixture-walk.ts'
import { CARD, DOCUMENT, freeSession, READY, SETTINGS, VISITOR } from './fixtures.ts'

const PORTAL = 'https://print.example.edu.cn:7800/p'

function previewed(portalUrl: string | null, visitor = VISITOR): Walk {
  const visit = walk(freeSession()).on({
    kind: 'readiness-changed',
    readiness: READY,
    settings: { ...SETTINGS, portalUrl },
  })
  visit.on({ kind: 'card-tapped', uid: CARD })
  visit.on({ kind: 'identity-confirmed', request: visit.last('look-up-identity')!.request, visitor })
  visit.touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'preview' })
  return visit.on({ kind: 'document-checked', request: visit.last('prepare-document')!.request, document: DOCUMENT })
}
const correctionOf = ({ view: { content } }: Walk) => (content.screen === 'previewing' ? content.correction : undefined)

it('a document on the screen has the address under which its owner says what is wrong in it, and which names nobody', () => {
  const page = { url: `${PORTAL}/k/transcript_zh`, host: 'print.example.edu.cn:7800' }
  expect(correctionOf(previewed(PORTAL))).toEqual(page)
})

it('there is none where nobody can log in on the web, nor for whoever collects the paper of another', () => {
  expect(correctionOf(previewed(null))).toBeNull()
  expect(correctionOf(previewed(PORTAL, { ...VISITOR, forAnother: true }))).toBeNull()
})

it('the choice has the address under which what needs an approval is applied for, where people can log in on the web', () => {
  const choosing = (portalUrl: string | null) => previewed(portalUrl).touch({ kind: 'back' }).view.content
  expect(choosing(PORTAL)).toMatchObject({ apply: { url: `${PORTAL}/`, host: 'print.example.edu.cn:7800' } })
  expect(choosing(null)).toMatchObject({ screen: 'choosing', apply: null })
})
