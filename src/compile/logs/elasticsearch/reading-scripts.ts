/**
 * Scripts in Painless, Elasticsearch's own language, that read a line which no collector has read. They are the same
 * for every contract, so that each is compiled once; what differs is handed over as parameters. Regular expressions
 * are anchored: Painless stops one that looks at more than six times as many characters as its text has.
 *
 * Source: https://www.elastic.co/docs/reference/scripting-languages/painless/painless-ingest-processor-context
 */

const FLATTEN = `
void flatten(String prefix, Map from, Map into) {
  for (def entry : from.entrySet()) {
    String name = prefix + entry.getKey();
    def value = entry.getValue();
    if (value instanceof Map) {
      flatten(name + '.', value, into);
    } else if (value != null) {
      into.put(name, value);
    }
  }
}
`.trim();

/**
 * Reads a line of logfmt as the collector does: pairs between spaces, each with its `=`; what stands in quotes may hold
 * spaces. The server's own processor for pairs takes a line for one pair where it finds no other.
 */
export const READ_LOGFMT = `
String line = ctx.crowsnest.head;
if (line.length() > params.longest || !(line =~ /^\\s*[^\\s="']+=/)) {
  return;
}
Map parsed = new HashMap();
StringBuilder pair = new StringBuilder();
char none = (char) 0;
char quote = none;
boolean escaped = false;
for (int at = 0; at <= line.length(); at++) {
  boolean ends = at == line.length();
  char next = ends ? (char) ' ' : line.charAt(at);
  if (ends && quote != none) {
    return;
  }
  if (quote == none && next == (char) ' ') {
    if (pair.length() > 0) {
      String text = pair.toString();
      int equals = text.indexOf('=');
      if (equals < 0) {
        return;
      }
      parsed.put(text.substring(0, equals).trim(), text.substring(equals + 1).trim());
      pair = new StringBuilder();
    }
  } else if (!escaped && quote != none && next == quote) {
    quote = none;
  } else if (!escaped && quote == none && (next == (char) '"' || next == (char) "'")) {
    quote = next;
  } else {
    escaped = !escaped && next == (char) '\\\\';
    pair.append(next);
  }
}
ctx.crowsnest.parsed = parsed;
`.trim();

/**
 * Makes a document of OpenTelemetry's shape of one whose \`message\` is a line: what follows the first line is set
 * aside, for only that one has the format, and all other fields become attributes.
 */
export const TAKE_IN = `
${FLATTEN}
String line = ctx.message == null ? '' : String.valueOf(ctx.message);
Set kept = new HashSet(['@timestamp', 'data_stream']);
Map others = new HashMap();
for (String name : new ArrayList(ctx.keySet())) {
  if (name.startsWith('_') || kept.contains(name)) {
    continue;
  }
  def value = ctx.remove(name);
  if (name != 'message' && name != 'event' && name != '@version') {
    others.put(name, value);
  }
}
Map attributes = new HashMap();
flatten('', others, attributes);
int cut = line.indexOf(params.newline);
ctx.attributes = attributes;
ctx.crowsnest = ['head': cut < 0 ? line : line.substring(0, cut), 'tail': cut < 0 ? '' : line.substring(cut)];
ctx.body = ['text': line];
`.trim();

/**
 * Holds what was read against the contract: marks how it breaks it, gives it the canonical names and takes out
 * fields whose names say that they are secrets. Texts are set aside for the processors that look for secrets in them.
 */
export const HOLD = `
${FLATTEN}
boolean timely(def value) {
  String text = String.valueOf(value);
  return text ==~ /\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})/
    || text ==~ /\\d{10}(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?/;
}
boolean fits(String type, def value, boolean typed) {
  if (type == 'string') {
    return value instanceof String;
  }
  if (typed) {
    return type == 'number' ? value instanceof Number : value instanceof Boolean;
  }
  String text = String.valueOf(value);
  return type == 'number' ? text ==~ /-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?/ : text == 'true' || text == 'false';
}
boolean secret(String name, List ends) {
  String lower = name.toLowerCase();
  for (String end : ends) {
    if (lower.endsWith(end) || lower.contains(end + '.')) {
      return true;
    }
  }
  return false;
}
List breaks = new ArrayList();
Map found = new HashMap();
Map fields = new HashMap();
def parsed = ctx.crowsnest.parsed;
if (!(parsed instanceof Map)) {
  breaks.add('format');
} else {
  flatten('', parsed, fields);
  if (params.prefix != '') {
    Map named = new HashMap();
    for (def entry : fields.entrySet()) {
      String name = entry.getKey();
      named.put(name.startsWith(params.prefix) ? name.substring(params.prefix.length()) : name, entry.getValue());
    }
    fields = named;
  }
  for (def common : params.common) {
    for (String alias : common.names) {
      if (fields.containsKey(alias)) {
        found.put(common.name, fields.remove(alias));
        break;
      }
    }
  }
  for (def common : params.common) {
    String name = common.name;
    def value = found.get(name);
    if (value == null) {
      if (common.required) {
        breaks.add('missing:' + name);
      }
      continue;
    }
    String text = String.valueOf(value);
    boolean valid = true;
    if (name == 'timestamp') {
      valid = timely(value);
    } else if (name == 'severity') {
      valid = params.levels.contains(params.severities.get(text.toLowerCase()));
    } else if (name == 'message') {
      valid = value instanceof String;
    } else if (name == 'trace_id') {
      valid = text ==~ /[0-9a-f]{32}/;
      if (valid) {
        ctx.trace_id = text;
      }
    } else if (name == 'span_id') {
      valid = text ==~ /[0-9a-f]{16}/;
      if (valid) {
        ctx.span_id = text;
      }
    }
    if (!valid) {
      breaks.add('invalid:' + name);
    }
  }
  for (def own : params.own) {
    def value = fields.get(own.name);
    if (value == null) {
      if (own.required) {
        breaks.add('missing:' + own.name);
      }
    } else if (!fits(own.type, value, params.typed)) {
      breaks.add('invalid:' + own.name);
    }
  }
  def message = found.get('message');
  if (message instanceof String) {
    ctx.body.text = message + ctx.crowsnest.tail;
  }
  def level = found.get('severity');
  if (level != null) {
    String severity = params.severities.get(String.valueOf(level).toLowerCase());
    if (severity == null) {
      ctx.attributes.put('level', String.valueOf(level));
    } else {
      ctx.severity_text = severity;
      ctx.severity_number = params.numbers.get(severity);
    }
  }
  def time = found.get('timestamp');
  if (time != null && timely(time)) {
    String text = String.valueOf(time).replace(' ', 'T').replace(',', '.');
    if (text.indexOf('-') < 0) {
      int digits = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
      double number = Double.parseDouble(text);
      double milliseconds = digits == 10 ? number * 1000 : digits == 13 ? number : digits == 16 ? number / 1000 : number / 1000000;
      if (milliseconds < 9223372036854.0) {
        ctx['@timestamp'] = (long) milliseconds;
      }
    } else {
      if (text ==~ /.*[+-]\\d{4}/) {
        text = text.substring(0, text.length() - 2) + ':' + text.substring(text.length() - 2);
      }
      try {
        ZonedDateTime at = ZonedDateTime.parse(text);
        if (at.getYear() >= 1970 && at.getYear() < 2262) {
          ctx['@timestamp'] = at.toInstant().toString();
        }
      } catch (Exception e) {
        breaks.add('invalid:timestamp');
      }
    }
  }
}
Map attributes = ctx.attributes;
attributes.putAll(fields);
List texts = new ArrayList();
for (String name : new ArrayList(attributes.keySet())) {
  if (secret(name, params.secrets)) {
    attributes.remove(name);
  } else if (attributes.get(name) instanceof String) {
    texts.add(['name': name, 'text': attributes.remove(name)]);
  }
}
if (!breaks.isEmpty()) {
  attributes.put('crowsnest.contract.breaks', breaks);
}
ctx.crowsnest = ['texts': texts];
`.trim();

/** Gathers what the groups of a pattern matched: a pattern of grok writes to the document itself. */
export const GATHER = `
Map parsed = new HashMap();
for (String name : new ArrayList(ctx.keySet())) {
  if (name.startsWith(params.prefix)) {
    parsed.put(name.substring(params.prefix.length()), ctx.remove(name));
  }
}
if (!parsed.isEmpty()) {
  ctx.crowsnest.parsed = parsed;
}
`.trim();

/** Puts texts back from where secrets were looked for, and says whose the line is. */
export const FINISH = `
for (def text : ctx.crowsnest.texts) {
  ctx.attributes.put(text.name, text.text);
}
ctx.remove('crowsnest');
ctx.resource = ['attributes': params.resource];
`.trim();

/** Keeps a line that could not be read: as it came, marked as one that breaks its contract. */
export const KEEP = `
def line = ctx.body instanceof Map ? ctx.body.text : ctx.message;
for (String name : new ArrayList(ctx.keySet())) {
  if (!name.startsWith('_') && name != '@timestamp' && name != 'data_stream') {
    ctx.remove(name);
  }
}
ctx.body = ['text': line == null ? '' : String.valueOf(line)];
ctx.attributes = ['crowsnest.contract.breaks': ['format']];
ctx.resource = ['attributes': params.resource];
`.trim();
