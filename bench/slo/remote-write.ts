/** Samples of one series; times in milliseconds, ascending. */
export interface WrittenSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
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

function timeSeries({ labels, times, values }: WrittenSeries): Buffer {
  const names = Object.keys(labels).sort();
  const encoded = names.map((name) =>
    field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(labels[name] ?? ""))])),
  );
  return Buffer.concat([...encoded, samples(times, values)]);
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
