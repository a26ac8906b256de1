import { z } from 'zod'
import { documentKindSchema } from '../contract/documents.ts'
import { type Bilingual, bilingualSchema, both } from '../contract/texts.ts'
import { PRICE_CLASSES, type PriceClassName, tariffSchema } from '../rules/tariff.ts'
import { accentSchema } from './accent.ts'
import { logoSchema } from './logo.ts'
import { closedDaysSchema, timeOfDaySchema, weekHoursSchema } from './opening-hours.ts'
import { lineSchema, plainLineSchema } from './plain-line.ts'

/** One value of the settings: what may stand there, and how people read it. */
interface Value<S extends z.ZodType = z.ZodType> {
  readonly schema: S
  readonly title: Bilingual
  /** What it does, where the title alone does not say it. */
  readonly note?: Bilingual
  /** Whoever changes it changes what visitors pay: another person agrees first, whatever the layer. */
  readonly isMoney?: true
  /** An amount: kept in fen, typed and shown in yuan. */
  readonly isAmount?: true
}

const value = <S extends z.ZodType>(schema: S, title: Bilingual, note?: Bilingual): Value<S> => ({
  schema,
  title,
  ...(note && { note }),
})
const money = <S extends z.ZodType>(schema: S, title: Bilingual, note?: Bilingual) =>
  ({ ...value(schema, title, note), isMoney: true }) as const
const amount = <S extends z.ZodType>(schema: S, title: Bilingual, note?: Bilingual) =>
  ({ ...money(schema, title, note), isAmount: true }) as const
const section = <const Values extends Readonly<Record<string, Value>>>(title: Bilingual, values: Values) => ({
  title,
  values,
})

/** Null: as the file on the terminal itself says, which has them in thousandths. */
const seconds = (min: number, max: number) => z.int().min(min).max(max).nullable()

const line = (zh: number, en: number) => bilingualSchema.extend({ zh: plainLineSchema(zh), en: plainLineSchema(en) })

type PriceKey = `${PriceClassName}Fen`
const PRICES = Object.fromEntries(
  Object.entries(PRICE_CLASSES).map(([name, { label }]) => [
    `${name}Fen`,
    amount(
      tariffSchema.shape[`${name as PriceClassName}Fen`],
      label,
      both('每份价格，单位：元', 'Of one copy, in yuan'),
    ),
  ]),
) as Record<PriceKey, ReturnType<typeof amount<(typeof tariffSchema.shape)[PriceKey]>>>

/** Everything that is set for terminals, by what it is about: the one table of it for files, forms, server and stations. */
export const SECTIONS = {
  hours: section(both('开放时间', 'Opening hours'), {
    week: value(
      weekHoursSchema.nullable(),
      both('每周', 'Week'),
      both(
        '不填：一直开放。打烊早于开门时，第二天打烊',
        'Left out: always open. Closing before opening means the next day',
      ),
    ),
    closedDays: value(
      z.array(closedDaysSchema).max(60),
      both('休息日', 'Closed days'),
      both('含首尾两天；原因给来人看', 'Both days included; visitors read the reason'),
    ),
  }),
  documents: section(both('文件', 'Documents'), {
    offered: value(
      z
        .array(documentKindSchema)
        .min(1)
        .max(200)
        .refine(kinds => new Set(kinds).size === kinds.length, 'names a kind twice')
        .nullable(),
      both('提供的种类', 'Kinds that are offered'),
      both('不填：全部', 'Left out: all of them'),
    ),
  }),
  prices: section(both('价格', 'Prices'), PRICES),
  copies: section(both('份数', 'Copies'), {
    freeCopies: money(
      z.int().min(0).max(99),
      both('免费份数', 'Free copies'),
      both('每人在一个周期内，各机合计', 'Of each person in a period, at all machines together'),
    ),
    maxCopies: value(z.int().min(1).max(99), both('一次最多份数', 'Most copies at once')),
    badCopiesGoTo: value(
      bilingualSchema.extend({ zh: lineSchema(400), en: lineSchema(400) }).nullable(),
      both('废页放处', 'Where bad copies are laid'),
      both('接在“请放入”后面；不填：由来人带走', 'Stands behind “put it into”; left out: visitors keep them'),
    ),
  }),
  help: section(both('求助与通知', 'Help and notice'), {
    phone: value(lineSchema(40), both('求助电话', 'Telephone for help')),
    notice: value(
      line(60, 120).nullable(),
      both('首屏通知', 'Notice on the first screen'),
      both('一句话；不填：没有', 'One sentence; left out: none'),
    ),
  }),
  delays: section(both('等待时间（秒）', 'Waiting times (seconds)'), {
    idleSeconds: value(seconds(15, 600), both('多久没有触摸就询问', 'Without a touch, until it asks')),
    askSeconds: value(seconds(10, 120), both('“还在吗”停留', '“Are you still there?” stands')),
    noticeSeconds: value(seconds(5, 120), both('短提示停留', 'A short notice stands')),
    asideSeconds: value(seconds(2, 30), both('提示旁人的一行停留', 'A line for somebody else stands')),
    refusedSeconds: value(seconds(5, 300), both('拒绝页停留', 'A refusal stands')),
    answerSeconds: value(seconds(10, 120), both('最长等服务器', 'The server is waited for at most')),
    paperSeconds: value(seconds(30, 900), both('缺纸、卡纸时等待', 'Paper or a cleared jam is waited for')),
    leaveSeconds: value(seconds(10, 600), both('结果页停留', 'The result stands')),
    payMarginSeconds: value(seconds(0, 45), both('付款码提前收起', 'The payment code goes before its end')),
  }),
  look: section(both('外观', 'Look'), {
    logo: value(
      logoSchema.nullable(),
      both('校徽（PNG）', 'Emblem (PNG)'),
      both('代替左上角的印；最大 24 kB', 'In place of the seal at the top; 24 kB at most'),
    ),
    accent: value(
      accentSchema.nullable(),
      both('主色', 'Colour'),
      both('按钮的颜色；太浅的不接受', 'Of the buttons; what is too light is not taken'),
    ),
  }),
  sounds: section(both('声音', 'Sounds'), {
    volumePercent: value(z.int().min(0).max(100), both('音量（%）', 'Volume (%)'), both('0：静音', '0: silent')),
    touches: value(z.boolean(), both('按键音', 'A sound at each touch')),
    quietHours: value(
      z
        .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
        .refine(({ from, to }) => from !== to, 'begins and ends at the same time')
        .nullable(),
      both('静音时段', 'Quiet hours'),
      both('可跨午夜；不填：没有', 'May run over midnight; left out: none'),
    ),
  }),
} as const satisfies Readonly<Record<string, ReturnType<typeof section>>>

export type SectionName = keyof typeof SECTIONS
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[]

/** Where a value stands, `section.value`. */
export type SettingPath = {
  [S in SectionName]: `${S}.${keyof (typeof SECTIONS)[S]['values'] & string}`
}[SectionName]

/** Every value, in the order of the forms. */
export const SETTING_PATHS = SECTION_NAMES.flatMap(name =>
  Object.keys(SECTIONS[name].values).map(key => `${name}.${key}` as SettingPath),
)

/** What the table says of one value. */
export function valueAt(path: SettingPath): Value {
  const [section, key] = path.split('.') as [SectionName, string]
  return (SECTIONS[section].values as Readonly<Record<string, Value>>)[key]!
}
