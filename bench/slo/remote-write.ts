/** Samples of one series; times in milliseconds, ascending. */
export interface WrittenSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** Native histograms instead of values, one for each time. */
  readonly histograms?: readonly NativeHistogram[];
}

/** A native histogram of schema 0, whose buckets end at powers of two, as counts up to now. */
export interface NativeHistogram {
  /** Exponent of the first bucket's upper bound. */
  readonly first: number;
  /** Observations of each bucket. */
  readonly counts: readonly number[];
  readonly sum: number;
}

/** The value that Prometheus takes for the end of a series, as after a scrape that failed. */
const STALE = 0x7ff0000000000002n;
const LARGEST_LITERAL = 65_536;

/** A series that ends: written in place of a value. */
export const STALE_MARKER = Number.NEGATIVE_INFINITY;

/** Encodes series as a request of Prometheus's remote write 1.0: protocol buffers in an uncompressed snappy block. */
export function encodeWriteRequest(series: readonly WrittenSeries[]): Buffer {
  return snappyLiteral(Buffer.concat(series.map((one) => field(1, timeSeries(one)))));
}

function timeSeries({ labels, times, values, histograms }: WrittenSeries): Buffer {
  const names = Object.keys(labels).sort();
  const encoded = names.map((name) =>
    field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(labels[name] ?? ""))])),
  );
  if (histograms !== undefined) {
    const written = histograms.map((one, index) => field(4, histogram(one, times[index] ?? 0)));
    return Buffer.concat([...encoded, ...written]);
  }
  return Buffer.concat([...encoded, samples(times, values)]);
}

// The message Histogram of prompb/types.proto.
function histogram({ first, counts, sum }: NativeHistogram, time: number): Buffer {
  const all = counts.reduce((total, count) => total + count, 0);
  const deltas = counts.map((count, index) => count - (counts[index - 1] ?? 0));
  return Buffer.concat([
    varint(1, all),
    double(3, sum),
    varint(4, zigzag(0)),
    double(5, 2 ** -128),
    varint(6, 0),
    field(11, Buffer.concat([varint(1, zigzag(first)), varint(2, counts.length)])),
    field(12, Buffer.concat(deltas.map((delta) => bytesOf(zigzag(delta))))),
    varint(15, time),
  ]);
}

function varint(number: number, value: number): Buffer {
  return Buffer.concat([bytesOf(number << 3), bytesOf(value)]);
}

function double(number: number, value: number): Buffer {
  const buffer = Buffer.allocUnsafe(9);
  buffer[0] = (number << 3) | 1;
  buffer.writeDoubleLE(value, 1);
  return buffer;
}

function bytesOf(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(10);
  return buffer.subarray(0, writeVarint(buffer, 0, value));
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

// Each sample is a message of its own: a double in field 1, a time in field 2.
function samples(times: readonly number[], values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(times.length * 22);
  let at = 0;
  times.forEach((time, index) => {
    const value = values[index] ?? 0;
    const timeBytes = varintLength(time);
    buffer[at++] = (2 << 3) | 2;
    buffer[at++] = 9 + 1 + timeBytes;
    buffer[at++] = (1 << 3) | 1;
    at = value === STALE_MARKER ? buffer.writeBigUInt64LE(STALE, at) : buffer.writeDoubleLE(value, at);
    buffer[at++] = 2 << 3;
    at = writeVarint(buffer, at, time);
  });
  return buffer.subarray(0, at);
}

function field(number: number, content: Buffer): Buffer {
  const head = Buffer.allocUnsafe(11);
  head[0] = (number << 3) | 2;
  return Buffer.concat([head.subarray(0, writeVarint(head, 1, content.length)), content]);
}

function snappyLiteral(content: Buffer): Buffer {
  const length = Buffer.allocUnsafe(10);
  const parts: Buffer[] = [length.subarray(0, writeVarint(length, 0, content.length))];
  for (let from = 0; from < content.length; from += LARGEST_LITERAL) {
    const literal = content.subarray(from, from + LARGEST_LITERAL);
    const tag = Buffer.from([61 << 2, (literal.length - 1) & 0xff, (literal.length - 1) >> 8]);
    parts.push(tag, literal);
  }
  return Buffer.concat(parts);
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) {
    length += 1;
  }
  return length;
}

function writeVarint(buffer: Buffer, at: number, value: number): number {
  let position = at;
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) {
    buffer[position++] = (rest % 128) | 128;
  }
  buffer[position++] = rest;
  return position;
}
