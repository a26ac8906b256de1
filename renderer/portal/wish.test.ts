import { expect, it } from 'vitest'
import { PORTAL_ROUTES } from '../../src/contract/portal-api.ts'
import { createWishes, newWishId } from './wish.ts'

it('a wish has a name that the contract takes, and no two have the same', () => {
  const { wishId } = PORTAL_ROUTES.send.input.shape
  const names = Array.from({ length: 50 }, newWishId)
  for (const name of names) expect(wishId.parse(name)).toBe(name)
  expect(new Set(names).size).toBe(names.length)
})

it('the same wish keeps its name until it was fulfilled', () => {
  const wishes = createWishes()
  const first = wishes.idFor('a@example.edu.cn')
  expect(wishes.idFor('a@example.edu.cn')).toBe(first)
  const other = wishes.idFor('b@example.edu.cn')
  expect(other).not.toBe(first)
  wishes.fulfilled()
  expect(wishes.idFor('b@example.edu.cn')).not.toBe(other)
})
