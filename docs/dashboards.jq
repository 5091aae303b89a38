# Answers of Prometheus, one a target of a panel, as a page: each panel where its dashboard has it.
def number: if . == null or (. | test("NaN|Inf")) then null else tonumber end;
def short: if . >= 100 then round | tostring else (. * 1000 | round / 1000 | tostring) end;
def text($unit): number |
  if . == null then "–"
  elif $unit == "percentunit" then (. * 1000 | round / 10 | tostring) + " %"
  elif $unit == "bytes" then (. / 1048576 | round | tostring) + " MiB"
  elif $unit == "s" then short + " s"
  elif $unit == "ms" then short + " ms"
  elif $unit == "ops" then short + " /s"
  else short end;
def legend($format):
  .metric as $labels
  | if $format == "" then $labels | del(.__name__, .job, .instance) | [.[]] | join("  ")
    else reduce ($labels | to_entries[]) as $pair ($format; gsub("{{\\s*" + $pair.key + "\\s*}}"; $pair.value)) | gsub("{{[^}]*}}"; "") end;
def points: [.values[] | {x: .[0], y: (.[1] | number)} | select(.y != null)];
def line($from; $to; $top; $color):
  points | map("\(((.x - $from) / ([$to - $from, 1] | max) * 100) * 100 | round / 100),\((40 - .y / $top * 38) * 100 | round / 100)") | join(" ")
  | "<polyline points=\"\(.)\" fill=\"none\" stroke=\"\($color)\" stroke-width=\"1.5\" vector-effect=\"non-scaling-stroke\"/>";
def colors: ["#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2", "#4d7c0f", "#be185d"];
def chart($all):
  ([$all[] | points[]]) as $points
  | if $points == [] then "" else
      ([$points[].x] | min) as $from | ([$points[].x] | max) as $to | ([[$points[].y] | max, 1e-9] | max) as $top
      | "<svg viewBox=\"0 0 100 41\" preserveAspectRatio=\"none\">" + ([$all | to_entries[] | .key as $i | .value | line($from; $to; $top; colors[$i % 8])] | join("")) + "</svg>" end;
def rows($unit; $type; $most):
  . as $all
  | [$all | to_entries[] | "<tr><td><i style=\"background:\(if $type == "timeseries" then colors[.key % 8] else "transparent" end)\"></i>\(.value.label | @html)</td><td>\(if $type == "table" then "" else (.value.last | text($unit)) end)</td></tr>"]
  | length as $length | (if $length == $most + 1 then $most + 1 else $most end) as $shown
  | (.[0:$shown] | join("")) + (if $length > $shown then "<tr><td>and \($length - $shown) more</td><td></td></tr>" else "" end);
def panel:
  .[0].target as $panel
  | ([.[] | .target.legend as $format | .result[] | . + {label: legend($format), last: .values[-1][1]}] 
      # a series that has ended has no value now
      | ([.[].values[-1][0]] | max) as $now | map(if .values[-1][0] < $now - 5 then .last = null else . end) | sort_by(.label)) as $all
  | $panel.grid as $grid
  | "<section style=\"left:\($grid.x / 24 * 100)%;top:\($grid.y * 30)px;width:calc(\($grid.w / 24 * 100)% - 8px);height:\($grid.h * 30 - 8)px\"><h2>\($panel.title | @html)</h2>"
    + (if $all == [] then "<p>\($panel.none | @html)</p>"
       elif $panel.type == "stat" then "<p>\(if $panel.legend != "" and $panel.unit == "short" then ($all | map(.label) | join(", ") | @html) else ($all[0].last | text($panel.unit)) end)</p>"
       else (if $panel.type == "timeseries" then chart($all) else "" end)
         + "<table>" + ($all | rows($panel.unit; $panel.type; ($grid.h * 30 - (if $panel.type == "timeseries" then 140 else 45 end)) / 19 | floor - 1)) + "</table>" end)
    + "</section>";
"<!doctype html><meta charset=utf-8><style>
body{margin:12px;font:13px system-ui,sans-serif;color:#1f2937;background:#f3f4f6}h1{font-size:18px;margin:0 0 10px}
main{position:relative}section{position:absolute;box-sizing:border-box;background:#fff;border:1px solid #d1d5db;border-radius:4px;padding:6px 10px;overflow:hidden}
h2{font-size:13px;margin:0 0 4px;color:#4b5563}p{font-size:26px;margin:8px 0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
svg{width:100%;height:90px;border-bottom:1px solid #e5e7eb;margin-bottom:4px}table{width:100%;border-collapse:collapse;table-layout:fixed}
td{padding:2px 0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}td:last-child{width:90px;text-align:right;font-variant-numeric:tabular-nums}
i{display:inline-block;width:8px;height:8px;margin-right:6px}</style><h1>\($title | @html)</h1><main>"
+ ([group_by(.target.id)[] | panel] | join("\n")) + "</main>"
