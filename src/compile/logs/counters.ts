/** Lines that were read, their bytes, and lines that break their contract, as Prometheus names the counters. */
export const LINES_METRIC = "crowsnest_log_lines_total";
export const BYTES_METRIC = "crowsnest_log_bytes_total";
export const BREAKS_METRIC = "crowsnest_log_contract_breaks_total";
