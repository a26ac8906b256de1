import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withoutMends } from './break.ts'
import { BREAKS } from './breaks.ts'

const root = join(import.meta.dirname, '../../..')

// That each is found takes up to a thousand worlds: `npm run nightly` lives through them.
test.each(BREAKS)('the mend $name is where it is taken out', broken => {
  for (const file of new Set(broken.edits.map(edit => edit.file))) {
    const text = readFileSync(join(root, file), 'utf8')
    expect(withoutMends(broken, file, text)).not.toBe(text)
  }
})

test('no two mends have one name', () => {
  expect(new Set(BREAKS.map(({ name }) => name)).size).toBe(BREAKS.length)
})
