import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { leftOut } from '../scripts/left-out.ts'

const root = join(import.meta.dirname, '..')

it('is one line for each thing that is missing, with what to do, whatever the number of tests', () => {
  const electron = Array.from(
    { length: 75 },
    (_, n) => `the Electron shell, missing here: an Electron in ELECTRON_OVERRIDE_DIST_PATH number ${n}`,
  )
  const lines = leftOut([...electron, 'a seal in a PKCS#11 token (SoftHSM2 and OpenSC) signs', 'something else'])
  expect(lines).toEqual([
    expect.stringMatching(
      /^75 tests were left out, for there is no Electron here\. To have it: .*ELECTRON_OVERRIDE_DIST_PATH=FOLDER npm test/,
    ),
    expect.stringMatching(/^1 test was left out, for there is no SoftHSM2 here\. To have it: install softhsm2/),
    'skipped: something else',
  ])
})

// Titles that end in "missing here: …" are put together on the machine that lacks it.
it('knows what is missing for every group of tests that may be left out', () => {
  const titles = globSync('{src,native,main,renderer,server,cli,demo,tests}/**/*.test.{ts,tsx}', { cwd: root }).flatMap(
    file =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /describe\.skipIf\([^\n]*?\)\(\s*(["'`])((?:\$\{.*?\}|[^\n])*?)\1,/g,
        ),
      ].map(([, , title = '']) => title),
  )
  expect(titles.length).toBeGreaterThan(20)
  expect(
    titles.filter(title => !title.includes('missing here: ${') && leftOut([title])[0]?.startsWith('skipped')),
  ).toEqual([])
})
