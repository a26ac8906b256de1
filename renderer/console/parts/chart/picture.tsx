import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { ChartProps } from './chart-parts.ts'

const HEIGHT_PX = 260
/** Told apart by their lightness too. */
const COLOURS = ['#0f3f70', '#a8231c', '#6a8fb5', '#b98a2f', '#0a5443', '#857d6c'] as const
const INK = '#444c5b'

/** The picture of a chart; the table beside it says the same to whoever does not see it. */
export function Picture({ title, kind, along, series, rows, format = String }: ChartProps) {
  const data = rows.map(row => ({ ...row }))
  const written = (value: unknown) => (typeof value === 'number' ? format(value) : String(value ?? ''))
  const around = [
    <CartesianGrid key="grid" vertical={false} stroke="#dcd5c6" />,
    <XAxis key="x" dataKey={along.key} stroke={INK} tick={{ fontSize: 12 }} minTickGap={16} />,
    <YAxis key="y" stroke={INK} tick={{ fontSize: 12 }} width={64} tickFormatter={written} />,
    <Tooltip key="tip" formatter={written} />,
    ...(series.length > 1 ? [<Legend key="legend" />] : []),
  ]
  const colourAt = (at: number) => COLOURS[at % COLOURS.length] ?? INK
  return (
    <div role="img" aria-label={title}>
      <ResponsiveContainer width="100%" height={HEIGHT_PX}>
        {kind === 'line' ? (
          <LineChart data={data} accessibilityLayer={false}>
            {around}
            {series.map(({ key, label }, at) => (
              <Line
                key={key}
                dataKey={key}
                name={label}
                stroke={colourAt(at)}
                strokeWidth={2}
                dot={rows.length < 40}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        ) : (
          <BarChart data={data} accessibilityLayer={false}>
            {around}
            {series.map(({ key, label }, at) => (
              <Bar
                key={key}
                dataKey={key}
                name={label}
                fill={colourAt(at)}
                isAnimationActive={false}
                {...(kind === 'stack' && { stackId: 'all' })}
              />
            ))}
          </BarChart>
        )}
      </ResponsiveContainer>
    </div>
  )
}
