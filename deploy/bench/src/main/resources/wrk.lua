-- Sends the requests of a file: "once", each of them, or "repeat", from the beginning again.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "requests.lua")

local requests = {}
local position = 0
local again = false
exhausted = false
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  again = arguments[2] == "repeat"
  for line in io.lines(arguments[1]) do
    requests[#requests + 1] = read_request(line)
  end
end

function request()
  position = position + 1
  if position > #requests then
    if not again then exhausted = true end
    position = 1
  end
  return requests[position]
end

function done(summary, latency)
  local ran_out = false
  for _, thread in ipairs(threads) do ran_out = ran_out or thread:get("exhausted") end
  local micros = {}
  for _, percentile in ipairs({ 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99 }) do
    micros[#micros + 1] = string.format("%d", latency:percentile(percentile))
  end
  local errors = summary.errors
  print(string.format(
    '{"per_second":%.1f,"answered":%d,"refused":%d,"broken":%d,"exhausted":%s,"micros":[%s]}',
    summary.requests / (summary.duration / 1000000), summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, tostring(ran_out), table.concat(micros, ",")))
end
