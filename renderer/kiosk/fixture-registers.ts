import { type FixtureOf, live, nobody, type OneOrMore } from './fixture.ts'

const register = (zh: string, en: string, detailZh: string, detailEn: string, number: string) => ({
  ...{ title: { zh, en }, detail: { zh: detailZh, en: detailEn }, number },
})
const MASTER = register(
  '硕士 · 计算机科学与技术',
  'Master · Computer Science and Technology',
  '计算机科学与信息工程学院，2025 年入学，在读',
  'School of Computer Science and Information Engineering, since 2025, enrolled',
  '******9018',
)
const BACHELOR = register(
  '本科 · 汉语言文学',
  'Bachelor · Chinese Language and Literature',
  '文学院，2020 年入学，已毕业',
  'School of Humanities, since 2020, graduated',
  '******9019',
)

/** Somebody who has come back, and somebody who never left. */
export const CHOOSING_REGISTER: OneOrMore<FixtureOf<'choosing-register'>> = [
  live('choosing-register', nobody, { screen: 'choosing-register', registers: [MASTER, BACHELOR] }),
  live('choosing-register-many', nobody, {
    screen: 'choosing-register',
    registers: [MASTER, BACHELOR, MASTER, BACHELOR, MASTER, BACHELOR],
  }),
]
