/** Lines that were read, and those of them that break their contract, as Prometheus names the collector's counters. */
export const LINES_METRIC = "crowsnest_log_lines_total";
export const BREAKS_METRIC = "crowsnest_log_contract_breaks_total";
