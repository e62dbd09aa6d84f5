# SPDX-License-Identifier: Apache-2.0
# Reads texts in hexadecimal, one a line, with ruby-dotenv, and prints what it makes of each.
# A line of output is `refused`, or NAME=VALUE pairs in hexadecimal, sorted. Exits with 3 where there is none.
require "tempfile"
begin
  require "dotenv"
rescue LoadError
  exit 3
end

def hex(text)
  text.b.unpack1("H*")
end

file = Tempfile.new("env")
STDIN.each_line do |line|
  File.binwrite(file.path, [line.strip].pack("H*"))
  begin
    values = Dotenv::Environment.new(file.path, false)
  rescue SyntaxError, ArgumentError
    puts "refused"
    next
  end
  puts values.map { |name, value| hex(name) + "=" + hex(value) }.sort.join(" ")
end
