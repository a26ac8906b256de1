/** Numbers that stand along something, in series. */
export interface ChartSeries {
  readonly key: string
  readonly label: string
}
export type ChartRow = Readonly<Record<string, string | number | null>>

export interface ChartProps {
  readonly title: string
  readonly kind: 'line' | 'bar' | 'stack'
  /** What the rows stand along: days, hours, kinds. */
  readonly along: ChartSeries
  readonly series: readonly ChartSeries[]
  readonly rows: readonly ChartRow[]
  /** As a number of a series is written, `¥8.00`; as it is where nothing is said. */
  readonly format?: (value: number) => string
  /** The name of the table that can be saved, without its ending. */
  readonly csvName?: string
}
