import { describe, expect, it } from 'vitest'
import { isCommonPassword } from './common-password.ts'
import { type Algorithm, createPasswords, hasArgon2 } from './passwords.ts'

const ALGORITHMS: readonly Algorithm[] = hasArgon2() ? ['argon2id', 'scrypt'] : ['scrypt']
const RIGHT = '三月的 river runs'

describe('a hash of a password', () => {
  it.each(ALGORITHMS)('by %s says how it was made, and knows its password alone', async algorithm => {
    const passwords = createPasswords(algorithm)
    const hash = await passwords.hash(RIGHT)
    expect(hash).toMatch(
      algorithm === 'argon2id' ? /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/ : /^\$scrypt\$ln=17,r=8,p=1\$/,
    )
    expect(await passwords.hash(RIGHT)).not.toBe(hash)
    expect(await passwords.check(RIGHT, hash)).toEqual({ isRight: true, isOutdated: false })
    expect(await passwords.check(`${RIGHT}.`, hash)).toEqual({ isRight: false, isOutdated: false })
  })

  it('of another recipe is checked by that one, and is to be made anew', async () => {
    const old = await createPasswords('scrypt').hash(RIGHT)
    expect(await createPasswords().check(RIGHT, old)).toEqual({ isRight: true, isOutdated: hasArgon2() })
  })

  it('is the same by every keyboard', async () => {
    const passwords = createPasswords()
    expect((await passwords.check('ｃafe\u0301 river', await passwords.hash('caf\u00e9 river'))).isRight).toBe(true)
  })

  it.each(['', 'x', '$argon2id$v=19$m=999999,t=2,p=1$AAAA$AAAA', '$scrypt$ln=30,r=8,p=1$AAAA$AAAA', '$md5$a$b'])(
    'that costs too much or is none of ours is refused: %s',
    async hash => {
      await expect(createPasswords().check(RIGHT, hash)).rejects.toThrow('a hash of a password')
    },
  )
})

describe('a common password', () => {
  it.each([
    'password1234',
    'P@ssw0rd2026',
    'qwertyuiop12',
    '123456789012',
    'aaaaaaaaaaaa',
    'zhang.wei2026',
    'woaini1314520',
    'admin@admin1',
  ])('is known: %s', password => expect(isCommonPassword(password, 'zhang.wei@example.edu.cn')).toBe(true))

  it.each(['correct horse battery staple', '三月的 river runs', 'Vf7#kQ2m!xW9', 'lamp-otter-quilt'])(
    'is none where enough of it is its own: %s',
    password => expect(isCommonPassword(password, 'zhang.wei')).toBe(false),
  )
})
